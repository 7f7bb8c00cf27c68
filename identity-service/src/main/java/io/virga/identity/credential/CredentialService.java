package io.virga.identity.credential;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.project.ProjectGone;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.user.UserRule;
import io.virga.identity.user.Users;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Users keep their own credentials, admins everybody's. Those of others do not exist for a user. A credential stays
/// its user's, and an EC2 key stays one, in the project it was made for unless an admin moves it (CVE-2020-12691).
@ApplicationScoped
public class CredentialService {

    private final Credentials credentials;
    private final Users users;
    private final KeyRoles roles;
    private final UserRule rule;
    private final RevocationService revocations;
    private final CurrentCaller current;
    private final BlobVault vault;

    CredentialService(
            Credentials credentials,
            Users users,
            KeyRoles roles,
            UserRule rule,
            RevocationService revocations,
            CurrentCaller current,
            BlobVault vault) {
        this.credentials = credentials;
        this.users = users;
        this.roles = roles;
        this.rule = rule;
        this.revocations = revocations;
        this.current = current;
        this.vault = vault;
    }

    @Transactional
    Credential get(String id) {
        return credentials
                .find(id)
                .filter(credential -> rule.admits(credential.userId()))
                .orElseThrow(() -> new NotFound("credential", id));
    }

    @Transactional
    List<Credential> list(Optional<String> userId, Optional<String> type) {
        return credentials.list(rule.only(), userId, type);
    }

    @Transactional
    Credential create(CredentialDraft draft) {
        var userId = draft.userId().orElse(current.get().user().value());
        rule.requireAny(userId);
        users.find(userId).orElseThrow(() -> new Invalid("credential.user_id: no such user: " + userId));
        var type = draft.type().orElseThrow();
        var blob = draft.blob().orElseThrow();
        var accessHash = accessHash(type, blob);
        if (accessHash.isPresent() && draft.projectId().isEmpty()) {
            throw new Invalid("credential.project_id: a credential of type ec2 belongs to a project.");
        }
        var credential = new Credential(accessHash.orElseGet(Ids::random), userId, type);
        draft.projectId().ifPresent(project -> place(credential, project));
        credential.keep(vault.seal(blob), accessHash);
        credential.extend(draft.extra());
        add(credential);
        return credential;
    }

    void add(Credential credential) {
        refuseTaken(credential.id());
        credentials.add(credential);
    }

    @Transactional
    Credential update(String id, CredentialDraft draft) {
        var credential = get(id);
        if (draft.userId().filter(user -> !user.equals(credential.userId())).isPresent()) {
            throw new Forbidden("A credential stays its user's.");
        }
        if (draft.type().filter(type -> !type.equals(credential.type())).isPresent()
                && (credential.isEc2() || draft.type().get().equals(Credential.EC2))) {
            throw new Invalid("credential.type: nothing becomes an ec2 credential, and none anything else.");
        }
        move(credential, draft);
        draft.type().ifPresent(credential::call);
        draft.blob().ifPresent(blob -> change(credential, blob));
        credential.extend(Extra.merged(credential.extra(), draft.extra()));
        return credential;
    }

    private void move(Credential credential, CredentialDraft draft) {
        draft.projectId()
                .filter(project -> !project.equals(credential.projectId()))
                .ifPresent(project -> {
                    if (credential.isEc2() && !current.get().isAdmin()) {
                        throw new Forbidden("Only an admin moves an ec2 credential to another project.");
                    }
                    endTokens(credential);
                    place(credential, project);
                });
    }

    private void place(Credential credential, String projectId) {
        if (credential.isEc2()) {
            roles.place(credential, projectId);
        } else {
            credential.belongTo(projectId);
        }
    }

    @Transactional
    void leave(@Observes ProjectGone project) {
        credentials.removeOf(project.id());
    }

    private void change(Credential credential, String blob) {
        var accessHash = accessHash(credential.type(), blob);
        if (!accessHash.equals(credential.accessHash())) {
            accessHash.ifPresent(this::refuseTaken);
        }
        endTokens(credential);
        credential.keep(vault.seal(blob), accessHash);
    }

    @Transactional
    void delete(String id) {
        var credential = get(id);
        endTokens(credential);
        credentials.remove(credential);
    }

    private void endTokens(Credential credential) {
        if (credential.isEc2()) {
            revocations.tokensOfDelegation(credential.id());
        }
    }

    /// Empty for who may know that it is there, but not what it is: readers, and of the secret of somebody's second
    /// factor everybody else.
    Optional<String> blob(Credential credential) {
        var caller = current.get();
        var own = credential.userId().equals(caller.user().value());
        return own || (caller.isAdmin() && !credential.isTotp())
                ? Optional.of(vault.open(credential.blob()))
                : Optional.empty();
    }

    private void refuseTaken(String accessHash) {
        if (credentials.find(accessHash).isPresent()
                || credentials.byAccessHash(accessHash).isPresent()) {
            throw new Conflict("Conflict occurred attempting to store credential - Duplicate entry.");
        }
    }

    // Also tells whether the blob is one of its type.
    private static Optional<String> accessHash(String type, String blob) {
        if (type.equals(Credential.TOTP)) {
            Base32.decode(blob);
        }
        return type.equals(Credential.EC2) ? Optional.of(Ec2Blob.read(blob).accessHash()) : Optional.empty();
    }
}
