package io.virga.identity.credential;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.identity.user.Users;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// Users keep their own credentials, admins everybody's. Those of others do not exist for a user.
@ApplicationScoped
public class CredentialService {

    private static final String EC2 = "ec2";
    private static final int MAX_ACCESS_KEY = 255;

    private final Session session;
    private final Users users;
    private final BlobVault vault;

    CredentialService(Session session, Users users, BlobVault vault) {
        this.session = session;
        this.users = users;
        this.vault = vault;
    }

    @Transactional
    Credential get(Caller caller, String id) {
        return Optional.of(id)
                .filter(Ids::plausible)
                .map(known -> session.find(Credential.class, known))
                .filter(credential -> caller.isAdmin() || owns(caller, credential.userId()))
                .orElseThrow(() -> new NotFound("credential", id));
    }

    @Transactional
    List<Credential> list(Caller caller, Optional<String> userId, Optional<String> type) {
        var where = new Where().equal("userId", userId).equal("type", type);
        if (!caller.isAdmin()) {
            where.equal("userId", Optional.of(caller.user().value()));
        }
        return where.list(session, Credential.class, "id");
    }

    @Transactional
    Credential create(Caller caller, CredentialDraft draft) {
        var userId = draft.userId().orElse(caller.user().value());
        requireOwner(caller, userId);
        var type = draft.type().orElseThrow();
        var blob = draft.blob().orElseThrow();
        if (type.equals(EC2) && draft.projectId().isEmpty()) {
            throw new Invalid("credential.project_id: a credential of type ec2 belongs to a project.");
        }
        var id = type.equals(EC2) ? idOfAccessKey(blob) : Ids.random();
        if (session.find(Credential.class, id) != null) {
            throw new Conflict("Conflict occurred attempting to store credential - Duplicate entry.");
        }
        var credential = new Credential(id);
        credential.belongTo(userId, draft.projectId().orElse(null));
        credential.keep(type, vault.seal(blob));
        credential.extend(draft.extra());
        session.persist(credential);
        return credential;
    }

    @Transactional
    Credential update(Caller caller, String id, CredentialDraft draft) {
        var credential = get(caller, id);
        var userId = draft.userId().orElse(credential.userId());
        requireOwner(caller, userId);
        credential.belongTo(userId, draft.projectId().orElse(credential.projectId()));
        credential.keep(
                draft.type().orElse(credential.type()),
                draft.blob().map(vault::seal).orElse(credential.blob()));
        credential.extend(Extra.merged(credential.extra(), draft.extra()));
        return credential;
    }

    @Transactional
    void delete(Caller caller, String id) {
        session.remove(get(caller, id));
    }

    String blob(Credential credential) {
        return vault.open(credential.blob());
    }

    private void requireOwner(Caller caller, String userId) {
        if (!caller.isAdmin() && !owns(caller, userId)) {
            throw new Forbidden("A credential can only be made for oneself.");
        }
        users.find(userId).orElseThrow(() -> new Invalid("credential.user_id: no such user: " + userId));
    }

    private static boolean owns(Caller caller, String userId) {
        return caller.user().value().equals(userId);
    }

    // Identity v3 finds a key pair by its access key.
    private static String idOfAccessKey(String blob) {
        var access = Fields.parse(blob).text("access", 1, MAX_ACCESS_KEY);
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(access.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
