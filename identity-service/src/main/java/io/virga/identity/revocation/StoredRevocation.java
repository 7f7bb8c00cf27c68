package io.virga.identity.revocation;

import io.virga.contract.identity.Revocation;
import io.virga.messaging.WireFormat;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A revocation that still matters to somebody: the contract's own JSON.
@Entity
@Table(name = "revocations")
class StoredRevocation {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @JdbcTypeCode(SqlTypes.JSON)
    private String body;

    private Instant until;

    protected StoredRevocation() {}

    StoredRevocation(String body, Revocation revocation) {
        this.body = body;
        this.until = revocation.until();
    }

    long id() {
        return id;
    }

    Revocation revocation() {
        return WireFormat.read(body, Revocation.class);
    }
}
