package io.virga.identity.credential;

import io.virga.identity.Ids;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.user.UserRule;
import io.virga.model.CloudException.NotFound;
import io.virga.web.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// EC2 key pairs, made here, and stored as credentials of the type `ec2`.
@ApplicationScoped
public class Ec2CredentialService {

    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Credentials credentials;
    private final KeyRoles roles;
    private final UserRule rule;
    private final RevocationService revocations;
    private final CurrentCaller current;
    private final BlobVault vault;

    Ec2CredentialService(
            Credentials credentials,
            KeyRoles roles,
            UserRule rule,
            RevocationService revocations,
            CurrentCaller current,
            BlobVault vault) {
        this.credentials = credentials;
        this.roles = roles;
        this.rule = rule;
        this.revocations = revocations;
        this.current = current;
        this.vault = vault;
    }

    /// `secret` null for who may only know that the pair is there.
    record KeyPair(String access, String secret, String userId, String projectId) {}

    @Transactional
    List<KeyPair> list(String userId) {
        rule.require(userId);
        return credentials.list(Optional.of(userId), Optional.empty(), Optional.of(Credential.EC2)).stream()
                .map(this::keyPair)
                .toList();
    }

    @Transactional
    KeyPair get(String userId, String access) {
        rule.require(userId);
        return keyPair(find(userId, access));
    }

    @Transactional
    KeyPair create(String userId, String projectId) {
        rule.require(userId);
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var blob = new Ec2Blob(Ids.random(), Optional.of(HexFormat.of().formatHex(bytes)));
        var credential = new Credential(blob.accessHash(), userId, Credential.EC2);
        roles.place(credential, projectId);
        credential.keep(vault.seal(blob.text()), Optional.of(blob.accessHash()));
        credentials.add(credential);
        return keyPair(credential);
    }

    @Transactional
    void delete(String userId, String access) {
        rule.require(userId);
        var credential = find(userId, access);
        revocations.tokensOfDelegation(credential.id());
        credentials.remove(credential);
    }

    private Credential find(String userId, String access) {
        return credentials
                .byAccessHash(Ec2Blob.hash(access))
                .filter(credential -> credential.userId().equals(userId))
                .orElseThrow(() -> new NotFound("credential", access));
    }

    private KeyPair keyPair(Credential credential) {
        var blob = Ec2Blob.read(vault.open(credential.blob()));
        var caller = current.get();
        var secret = blob.secret()
                .filter(_ -> caller.isAdmin() || caller.user().value().equals(credential.userId()));
        return new KeyPair(blob.access(), secret.orElse(null), credential.userId(), credential.projectId());
    }
}
