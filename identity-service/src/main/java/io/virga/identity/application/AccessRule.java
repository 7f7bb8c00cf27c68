package io.virga.identity.application;

import io.virga.contract.identity.TokenClaims;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// One kind of call, kept by a user to hand it to application credentials. It never changes.
@Entity
@Table(name = "access_rules")
class AccessRule {

    @Id
    private String id;

    @Column(name = "user_id")
    private String userId;

    private String service;
    private String method;
    private String path;

    protected AccessRule() {}

    AccessRule(String id, String userId, TokenClaims.AccessRule call) {
        this.id = id;
        this.userId = userId;
        this.service = call.service();
        this.method = call.method();
        this.path = call.path();
    }

    String id() {
        return id;
    }

    String userId() {
        return userId;
    }

    TokenClaims.AccessRule call() {
        return new TokenClaims.AccessRule(service, method, path);
    }
}
