package io.virga.identity.federation.provider;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Optional;

/// A way in which an identity provider's users log in, and the mapping that then says who they are here.
@Entity
@Table(name = "federation_protocols")
public class Protocol {

    @EmbeddedId
    private Key key;

    @Column(name = "mapping_id")
    private String mappingId;

    @Column(name = "remote_id_attribute")
    private String remoteIdAttribute;

    protected Protocol() {}

    Protocol(String idpId, String id, String mappingId) {
        this.key = new Key(idpId, id);
        this.mappingId = mappingId;
    }

    @Embeddable
    record Key(@Column(name = "idp_id") String idpId, String id) {}

    public String id() {
        return key.id();
    }

    public String idpId() {
        return key.idpId();
    }

    public String mappingId() {
        return mappingId;
    }

    /// The claim that must be one of the provider's remote ids.
    public Optional<String> remoteIdAttribute() {
        return Optional.ofNullable(remoteIdAttribute);
    }

    void mapBy(String mappingId) {
        this.mappingId = mappingId;
    }

    void readRemoteIdFrom(String attribute) {
        this.remoteIdAttribute = attribute;
    }
}
