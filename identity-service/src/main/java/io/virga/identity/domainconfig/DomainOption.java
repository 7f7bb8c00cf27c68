package io.virga.identity.domainconfig;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// One setting of one domain: JSON, or, when it is sensitive, sealed.
@Entity
@Table(name = "domain_options")
class DomainOption {

    @Embeddable
    record Key(
            @Column(name = "domain_id") String domainId,
            @Column(name = "group_name") String group,
            @Column(name = "option_name") String option) {}

    @EmbeddedId
    private Key key;

    @JdbcTypeCode(SqlTypes.JSON)
    private String value;

    private byte[] sealed;

    protected DomainOption() {}

    DomainOption(Key key) {
        this.key = key;
    }

    String group() {
        return key.group();
    }

    String option() {
        return key.option();
    }

    /// Empty for a sensitive one.
    Optional<String> value() {
        return Optional.ofNullable(value);
    }

    void show(String json) {
        value = json;
        sealed = null;
    }

    void hide(byte[] secret) {
        value = null;
        sealed = secret;
    }
}
