package io.virga.identity.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The secrets in credentials by which somebody can prove who they are. For the log-in alone.
@ApplicationScoped
public class Secrets {

    private final Credentials credentials;
    private final BlobVault vault;

    Secrets(Credentials credentials, BlobVault vault) {
        this.credentials = credentials;
        this.vault = vault;
    }

    /// An EC2 key pair; the id is the credential's.
    public record Key(String id, String userId, String projectId, Set<String> roleIds, String secret) {}

    /// What the one-time codes of a user are made of; the id is the credential's.
    public record Seed(String id, byte[] secret) {}

    /// The key pair, unless it has no secret.
    @Transactional
    public Optional<Key> key(String access) {
        return credentials
                .byAccessHash(Ec2Blob.hash(access))
                .filter(credential -> credential.projectId() != null)
                .flatMap(credential -> Ec2Blob.read(vault.open(credential.blob()))
                        .secret()
                        .map(secret -> new Key(
                                credential.id(),
                                credential.userId(),
                                credential.projectId(),
                                credential.roleIds(),
                                secret)));
    }

    @Transactional
    public List<Seed> seeds(String userId) {
        return credentials.list(Optional.of(userId), Optional.empty(), Optional.of(Credential.TOTP)).stream()
                .map(credential -> new Seed(credential.id(), Base32.decode(vault.open(credential.blob()))))
                .toList();
    }
}
