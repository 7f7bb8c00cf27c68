package io.virga.identity.oauth;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A program that may ask users for some of their rights by OAuth 1.0a. Its secret is told when it is made.
@Entity
@Table(name = "oauth_consumers")
class Consumer {

    @Id
    private String id;

    private String description;
    private byte[] secret;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Consumer() {}

    Consumer(String id, byte[] sealedSecret) {
        this.id = id;
        this.secret = sealedSecret;
        this.extra = Map.of();
    }

    String id() {
        return id;
    }

    String description() {
        return description;
    }

    Map<String, Object> extra() {
        return extra;
    }

    void describe(String description) {
        this.description = description;
    }

    void extend(Map<String, Object> extra) {
        this.extra = extra;
    }
}
