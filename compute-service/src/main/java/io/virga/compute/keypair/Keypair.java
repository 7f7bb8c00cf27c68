package io.virga.compute.keypair;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Generated;

/// A user's public key. It belongs to the user, not to a project.
@Entity
@Table(name = "keypairs")
@IdClass(Keypair.Key.class)
public class Keypair {

    /// The user and the name together.
    public static class Key implements Serializable {
        private String userId;
        private String name;

        protected Key() {}

        Key(String userId, String name) {
            this.userId = userId;
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.userId.equals(userId) && key.name.equals(name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(userId, name);
        }
    }

    @Id
    @Column(name = "user_id")
    private String userId;

    @Id
    private String name;

    @Generated
    @Column(insertable = false, updatable = false)
    private Long number;

    private String type;

    @Column(name = "public_key")
    private String publicKey;

    private String fingerprint;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Keypair() {}

    Keypair(String userId, String name, SshPublicKey key, Instant now) {
        this.userId = userId;
        this.name = name;
        this.type = "ssh";
        this.publicKey = key.text();
        this.fingerprint = key.fingerprint();
        this.createdAt = now;
    }

    public String userId() {
        return userId;
    }

    public String name() {
        return name;
    }

    public long number() {
        return number;
    }

    public String type() {
        return type;
    }

    public String publicKey() {
        return publicKey;
    }

    public String fingerprint() {
        return fingerprint;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
