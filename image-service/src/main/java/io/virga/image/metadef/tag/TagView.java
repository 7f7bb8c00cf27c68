package io.virga.image.metadef.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.image.image.ImageView;
import io.virga.image.metadef.listing.Listing;
import io.virga.image.metadef.listing.Page;
import io.virga.image.metadef.naming.Links;
import java.util.List;

/// A tag as the image API shows it: with its times alone, without them among others.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TagView(
        String name,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageView(List<TagView> tags, String first, String next, String schema) {}

    record Several(List<TagView> tags) {}

    static TagView of(TagDefinition tag) {
        return new TagView(tag.name(), ImageView.time(tag.createdAt()), ImageView.time(tag.updatedAt()));
    }

    public static List<TagView> all(List<TagDefinition> tags) {
        return tags.stream().map(tag -> new TagView(tag.name(), null, null)).toList();
    }

    static PageView page(String namespace, Page<TagDefinition> page, Listing listing) {
        var path = Links.namespace(namespace) + "/tags";
        return new PageView(
                all(page.rows()),
                listing.first(path),
                page.next().map(last -> listing.next(path, last)).orElse(null),
                Links.schema("tags"));
    }
}
