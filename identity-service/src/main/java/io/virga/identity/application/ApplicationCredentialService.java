package io.virga.identity.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.contract.identity.TokenClaims;
import io.virga.contract.identity.TokenClaims.Origin;
import io.virga.identity.Ids;
import io.virga.identity.application.ApplicationCredentialDraft.WantedRule;
import io.virga.identity.delegation.RoleChoice;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.user.UserRule;
import io.virga.model.Caller;
import io.virga.model.Caller.Delegation;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Application credentials come and go. What one is given is at most what the token has that makes it: its roles, its
/// access rules, its end (SEC-19). When one goes, its tokens end.
@ApplicationScoped
public class ApplicationCredentialService {

    private final ApplicationCredentials credentials;
    private final AccessRules rules;
    private final RoleChoice roleChoice;
    private final UserRule users;
    private final RevocationService revocations;
    private final CurrentCaller current;
    private final Secrets secrets;

    ApplicationCredentialService(
            ApplicationCredentials credentials,
            AccessRules rules,
            RoleChoice roleChoice,
            UserRule users,
            RevocationService revocations,
            CurrentCaller current,
            Secrets secrets) {
        this.credentials = credentials;
        this.rules = rules;
        this.roleChoice = roleChoice;
        this.users = users;
        this.revocations = revocations;
        this.current = current;
        this.secrets = secrets;
    }

    /// A new credential, and the secret, which is told this once.
    record Made(ApplicationCredential credential, String secret) {}

    @Transactional
    List<ApplicationCredential> list(String userId, Optional<String> name) {
        refuseTrustsAndKeys();
        users.require(userId);
        return credentials.list(userId, name);
    }

    @Transactional
    ApplicationCredential get(String userId, String id) {
        refuseTrustsAndKeys();
        users.require(userId);
        return credentials
                .find(id)
                .filter(found -> found.userId().equals(userId))
                .orElseThrow(() -> new NotFound("application credential", id));
    }

    /// Only for oneself. Hashing happens outside of transactions: it may be slow.
    Made create(String userId, ApplicationCredentialDraft draft) {
        QuarkusTransaction.requiringNew().run(() -> users.require(userId));
        var project = projectOf(userId, draft);
        var id = Ids.random();
        var secret = secrets.of(id, draft.secret());
        var credential = new ApplicationCredential(id, userId, project, secret.hash());
        credential.describe(draft.name(), draft.description());
        QuarkusTransaction.requiringNew().run(() -> add(credential, draft));
        return new Made(credential, secret.text());
    }

    private String projectOf(String userId, ApplicationCredentialDraft draft) {
        var caller = current.get();
        if (!caller.user().value().equals(userId)) {
            throw new Forbidden("An application credential can only be made for oneself.");
        }
        var project = caller.projectScope()
                .orElseThrow(() ->
                        new Forbidden("An application credential is made with a token that is scoped to its project."))
                .value();
        if (draft.projectId().filter(wanted -> !wanted.equals(project)).isPresent()) {
            throw new Invalid("application_credential.project_id: it is the project that the token is scoped to.");
        }
        return project;
    }

    private void add(ApplicationCredential credential, ApplicationCredentialDraft draft) {
        credentials.lock(credential.userId());
        if (!credentials
                .list(credential.userId(), Optional.of(credential.name()))
                .isEmpty()) {
            throw new Conflict(
                    "Conflict occurred attempting to store application_credential - Duplicate entry found with name %s."
                            .formatted(credential.name()));
        }
        var calls = draft.rules().map(wanted -> kept(credential.userId(), wanted));
        credential.handOver(roles(draft), calls.map(ApplicationCredentialService::ids), draft.unrestricted());
        credential.end(end(draft.expiresAt()));
        refuseMoreThanParent(calls);
        credentials.add(credential);
    }

    private List<String> roles(ApplicationCredentialDraft draft) {
        var held = roleChoice.within(current.claims());
        var chosen = draft.roles().isEmpty()
                ? roleChoice.all(held)
                : roleChoice.among(
                        held,
                        draft.roles(),
                        role -> new Invalid(
                                "Invalid application credential: the token that makes it does not have the role %s."
                                        .formatted(role)));
        return chosen.all();
    }

    private List<AccessRule> kept(String userId, List<WantedRule> wanted) {
        var kept = wanted.stream()
                .map(one -> one.call()
                        .map(call -> rules.keep(userId, call))
                        .or(() -> rules.find(userId, one.id().orElseThrow()))
                        .orElseThrow(() -> new NotFound("access rule", one.id().orElse(""))))
                .distinct()
                .toList();
        ApplicationCredentialDraft.refuseTooMuch(kept);
        return kept;
    }

    private static List<String> ids(List<AccessRule> rules) {
        return rules.stream().map(AccessRule::id).toList();
    }

    private Optional<TokenClaims.ApplicationCredential> parent() {
        return Optional.ofNullable(current.claims().origin()).map(Origin::application);
    }

    // What an application credential makes ends with it.
    private Optional<Instant> end(Optional<Instant> wanted) {
        var latest = parent().flatMap(known -> credentials.find(known.id())).flatMap(ApplicationCredential::expiresAt);
        return latest.filter(end -> wanted.filter(end::isAfter).isEmpty()).or(() -> wanted);
    }

    private void refuseMoreThanParent(Optional<List<AccessRule>> calls) {
        parent().map(TokenClaims.ApplicationCredential::rules).ifPresent(most -> {
            if (calls.isEmpty()
                    || !most.containsAll(
                            calls.get().stream().map(AccessRule::call).toList())) {
                throw new Forbidden("An application credential with access rules can only make one with some of them.");
            }
        });
    }

    @Transactional
    void delete(String userId, String id) {
        var credential = get(userId, id);
        credentials.remove(credential);
        revocations.tokensOfDelegation(id);
    }

    private void refuseTrustsAndKeys() {
        refuseTrustsAndKeys(current.get());
    }

    static void refuseTrustsAndKeys(Caller caller) {
        if (caller.delegation() instanceof Delegation.Trust || caller.delegation() instanceof Delegation.Key) {
            throw new Forbidden("A token of a trust or a key does not lead to the user's application credentials.");
        }
    }
}
