package io.virga.contract.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// What one call of an API was: the activity event of CADF (DMTF DSP0262), as JSON.
///
/// `requestPath` is the operation's path with only those values filled in that are ids of things; `target` is null for
/// a
/// call that no operation answers to. Nothing in here is a secret; texts are bounded and printable, whatever they are
/// made of.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"typeURI", "eventType", "id"})
public record AuditEvent(
        UUID id,
        Instant eventTime,
        String action,
        Outcome outcome,
        Initiator initiator,
        Target target,
        Observer observer,
        Reason reason,
        String requestPath) {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 512;
    private static final int LONGEST_WORD = 128;
    private static final int MOST_METHODS = 8;

    public AuditEvent {
        requireNonNull(id, "id");
        requireNonNull(outcome, "outcome");
        requireNonNull(initiator, "initiator");
        requireNonNull(observer, "observer");
        requireNonNull(reason, "reason");
        eventTime = eventTime.truncatedTo(ChronoUnit.MICROS);
        action = Printable.of(requireNonNull(action, "action"), LONGEST_WORD);
        requestPath = Printable.of(requestPath, LONGEST_PATH);
    }

    @JsonProperty(value = "typeURI", access = Access.READ_ONLY)
    public String typeUri() {
        return "http://schemas.dmtf.org/cloud/audit/1.0/event";
    }

    @JsonProperty(value = "eventType", access = Access.READ_ONLY)
    public String eventType() {
        return "activity";
    }

    /// `PENDING` is what was accepted and goes on after the answer.
    public enum Outcome {
        SUCCESS,
        FAILURE,
        PENDING;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Who called: the user in whose name the call counts. `id` is `unknown` without a good token or known user.
    /// `domainId` is the user's domain, `projectId` the token's scope.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Initiator(
            String id,
            @JsonProperty("typeURI") String typeUri,
            String name,
            @JsonProperty("domain_id") String domainId,
            @JsonProperty("project_id") String projectId,
            Credential credential,
            Host host,
            @JsonProperty("request_id") String requestId,
            @JsonProperty("global_request_id") String globalRequestId) {

        public Initiator {
            id = Printable.of(requireNonNull(id, "initiator.id"), LONGEST_NAME);
            typeUri = Printable.of(typeUri, LONGEST_NAME);
            name = Printable.of(name, LONGEST_NAME);
            domainId = Printable.of(domainId, LONGEST_NAME);
            projectId = Printable.of(projectId, LONGEST_NAME);
            requestId = Printable.of(requestId, LONGEST_WORD);
            globalRequestId = Printable.of(globalRequestId, LONGEST_WORD);
        }
    }

    /// What the right to call came from. `type` is `token`, or the kind of delegation: `service`,
    /// `application_credential`, `trust` and so on. `delegationId` names it, and `actorId` is the user who truly
    /// acted where that is not the initiator: the service's account, the trustee. `auditId` is the token's first
    /// audit id.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Credential(
            String type,
            List<String> methods,
            @JsonProperty("audit_id") String auditId,
            @JsonProperty("delegation_id") String delegationId,
            @JsonProperty("actor_id") String actorId) {

        public Credential {
            type = Printable.of(type, LONGEST_WORD);
            methods = methods == null
                    ? null
                    : methods.stream()
                            .limit(MOST_METHODS)
                            .map(method -> Printable.of(method, LONGEST_WORD))
                            .toList();
            auditId = Printable.of(auditId, LONGEST_WORD);
            delegationId = Printable.of(delegationId, LONGEST_NAME);
            actorId = Printable.of(actorId, LONGEST_NAME);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Host(String address, String agent) {

        public Host {
            address = Printable.of(address, LONGEST_WORD);
            agent = Printable.of(agent, LONGEST_WORD);
        }
    }

    /// What was acted on. `domainId` is the domain that the thing belongs to, where it is known.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Target(
            String id,
            @JsonProperty("typeURI") String typeUri,
            String name,
            @JsonProperty("domain_id") String domainId) {

        public Target {
            id = Printable.of(id, LONGEST_NAME);
            typeUri = Printable.of(typeUri, LONGEST_NAME);
            name = Printable.of(name, LONGEST_NAME);
            domainId = Printable.of(domainId, LONGEST_NAME);
        }
    }

    /// The service that was called; its name is the name of its account at the broker.
    public record Observer(
            String id, @JsonProperty("typeURI") String typeUri, String name) {

        public Observer {
            id = Printable.of(id, LONGEST_NAME);
            typeUri = Printable.of(typeUri, LONGEST_NAME);
            name = Printable.of(requireNonNull(name, "observer.name"), LONGEST_NAME);
        }

        public static Observer service(String name) {
            return new Observer(name, "service/" + name, name);
        }
    }

    /// The HTTP status, and the rule that decided on the call.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reason(String reasonType, String reasonCode, String policyType, String policyId) {

        public Reason {
            reasonType = Printable.of(reasonType, LONGEST_WORD);
            reasonCode = Printable.of(reasonCode, LONGEST_WORD);
            policyType = Printable.of(policyType, LONGEST_WORD);
            policyId = Printable.of(policyId, LONGEST_NAME);
        }

        public static Reason http(int status, String rule) {
            return new Reason("HTTP", Integer.toString(status), rule == null ? null : "rule", rule);
        }
    }
}
