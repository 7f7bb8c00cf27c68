package io.virga.web.audit;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.virga.contract.audit.AuditEvent.Credential;
import io.virga.contract.audit.AuditEvent.Host;
import io.virga.contract.audit.AuditEvent.Initiator;
import io.virga.contract.identity.TokenClaims;
import io.virga.model.Caller;
import io.virga.model.Caller.Scope;
import io.virga.web.CurrentCaller;
import io.virga.web.RequestContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Says who called: the token's user, whom a service asks for, who has just logged in, or who tried to.
@ApplicationScoped
class Initiators {

    static final String UNKNOWN = "unknown";
    private static final String USER = "service/security/account/user";

    private final CurrentCaller current;
    private final AuditTrail trail;
    private final RequestContext context;
    private final CurrentVertxRequest http;

    Initiators(CurrentCaller current, AuditTrail trail, RequestContext context, CurrentVertxRequest http) {
        this.current = current;
        this.trail = trail;
        this.context = context;
        this.http = http;
    }

    /// Who sent the request that is being answered.
    Initiator current() {
        var caller = current.find().filter(Caller::viaService);
        if (caller.isPresent()) {
            return onBehalf(caller.get(), current.claims());
        }
        var token = token();
        if (token.isPresent()) {
            return holder(token.get());
        }
        return trail.tried()
                .map(person -> initiator(person.id(), person.name(), person.domainId(), null, null))
                .orElseGet(() -> initiator(UNKNOWN, null, null, null, null));
    }

    /// The domain that the caller's token is good for: its own, or its project's.
    Optional<String> scopeDomain() {
        return token().map(claims -> claims.projectId() == null ? claims.domainId() : claims.projectDomainId())
                .filter(_ -> current.find().filter(Caller::viaService).isEmpty());
    }

    /// Somebody of whom nothing is known but where they are.
    static Initiator stranger(HttpServerRequest request) {
        return new Initiator(UNKNOWN, USER, null, null, null, null, host(request), null, null);
    }

    private Optional<TokenClaims> token() {
        return trail.issued().or(() -> current.find().map(_ -> current.claims()));
    }

    private Initiator onBehalf(Caller user, TokenClaims service) {
        var project = user.scope() instanceof Scope.Project(var id) ? id.value() : null;
        var credential =
                new Credential("service", service.methods(), first(service.auditIds()), null, service.userId());
        return initiator(user.user().value(), null, null, project, credential);
    }

    private Initiator holder(TokenClaims claims) {
        return initiator(
                claims.userId(), claims.userName(), claims.userDomainId(), claims.projectId(), credential(claims));
    }

    private static Credential credential(TokenClaims claims) {
        var origin = Optional.ofNullable(claims.origin());
        var type = origin.map(Initiators::type).orElse("token");
        var actor = origin.map(TokenClaims.Origin::trust)
                .map(TokenClaims.Trust::trusteeId)
                .filter(trustee -> !trustee.equals(claims.userId()));
        return new Credential(
                type,
                claims.methods(),
                first(claims.auditIds()),
                claims.delegationId().orElse(null),
                actor.orElse(null));
    }

    private static String type(TokenClaims.Origin origin) {
        if (origin.application() != null) {
            return "application_credential";
        }
        if (origin.trust() != null) {
            return "trust";
        }
        return origin.key() == null ? "token" : "key";
    }

    private static String first(List<String> auditIds) {
        return auditIds == null || auditIds.isEmpty() ? null : auditIds.getFirst();
    }

    private Initiator initiator(String id, String name, String domain, String project, Credential credential) {
        return new Initiator(
                id,
                USER,
                name,
                domain,
                project,
                credential,
                host(http.getCurrent().request()),
                context.requestId(),
                context.globalRequestId().orElse(null));
    }

    private static Host host(HttpServerRequest request) {
        var address = request.remoteAddress();
        return new Host(address == null ? null : address.hostAddress(), request.getHeader("User-Agent"));
    }
}
