package io.virga.identity.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// One service in a token's catalog.
public record CatalogEntry(String id, String type, String name, List<Place> endpoints) {

    record Place(
            String id,
            @JsonProperty("interface") String face,
            String region,
            @JsonProperty("region_id") String regionId,
            String url) {}
}
