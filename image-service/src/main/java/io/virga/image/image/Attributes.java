package io.virga.image.image;

import io.virga.image.inspect.DiskFormat;
import io.virga.image.protection.Operation;
import io.virga.image.protection.PropertyProtections;
import io.virga.image.signature.SignatureClaim;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ProjectId;
import io.virga.web.Fields;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What each attribute of an image may be set to, and by whom: the same rules when it is created and when it is
/// changed.
///
/// A name that is not an attribute is a property of the owner's own, whose value is a string.
final class Attributes {

    static final List<String> CONTAINER_FORMATS =
            List.of("ami", "ari", "aki", "bare", "ovf", "ova", "docker", "compressed");

    /// Moved by the data's fate, never by a request.
    static final Set<String> READ_ONLY = Set.of(
            "id",
            "status",
            "checksum",
            "os_hash_algo",
            "os_hash_value",
            "size",
            "virtual_size",
            "direct_url",
            "created_at",
            "updated_at",
            "self",
            "file",
            "schema",
            "stores",
            "owner_id");

    private static final Set<String> RESERVED = Set.of("deleted", "deleted_at", "location", "locations");

    /// Properties with which the cloud itself says something.
    private static final List<String> OURS = List.of("os_glance_", ImageView.SIGNATURE);

    private static final Set<String> SETTABLE = Set.of(
            "name",
            "visibility",
            "container_format",
            "disk_format",
            "min_ram",
            "min_disk",
            "protected",
            "os_hidden",
            "tags",
            "owner");

    private static final int LONGEST = 255;
    private static final int LONGEST_VALUE = 65535;
    private static final int MOST_TAGS = 128;
    private static final Pattern PROPERTY = Pattern.compile("[^\\p{Cntrl}]{1,255}");

    private final Caller caller;
    private final Image image;
    private final PropertyProtections protections;

    Attributes(Caller caller, Image image, PropertyProtections protections) {
        this.caller = caller;
        this.image = image;
        this.protections = protections;
    }

    /// Sets `attribute` to the value that `from` holds under `key`.
    void set(String attribute, Fields from, String key) {
        refuseReadOnly(attribute);
        var description = image.description();
        switch (attribute) {
            case "name" -> description.rename(optional(from, key));
            case "visibility" -> showTo(Visibility.of(from.text(key, 1, LONGEST)));
            case "container_format" -> description.declareContainer(format(from, key, CONTAINER_FORMATS));
            case "disk_format" -> description.declareDisk(format(from, key, DiskFormat.words()));
            case "min_ram" -> description.needRam((int) from.integer(key, 0, Integer.MAX_VALUE));
            case "min_disk" -> description.needDisk((int) from.integer(key, 0, Integer.MAX_VALUE));
            case "protected" -> description.protect(from.bool(key));
            case "os_hidden" -> description.hide(from.bool(key));
            case "tags" -> description.tag(tags(from, key));
            case "owner" -> giveTo(from.text(key, 1, 64));
            default -> setProperty(attribute, from.text(key, 0, LONGEST_VALUE));
        }
    }

    /// `replace` and `remove` of a property need it to be there.
    void requireExisting(String attribute) {
        refuseReadOnly(attribute);
        if (!SETTABLE.contains(attribute) && !isThere(attribute)) {
            throw new Conflict("Property %s does not exist.".formatted(attribute));
        }
    }

    void remove(String attribute) {
        requireExisting(attribute);
        if (SETTABLE.contains(attribute)) {
            throw new Forbidden("Property %s may not be removed.".formatted(attribute));
        }
        require(Operation.DELETE, attribute);
        image.description().removeProperty(attribute);
    }

    /// Whether it is a property with which the cloud itself says something.
    static boolean isOfTheCloud(String property) {
        return OURS.stream().anyMatch(property::startsWith);
    }

    private static void refuseReadOnly(String attribute) {
        if (READ_ONLY.contains(attribute)) {
            throw new Forbidden("Attribute '%s' is read-only.".formatted(attribute));
        }
        if (RESERVED.contains(attribute) || isOfTheCloud(attribute)) {
            throw new Forbidden("Attribute '%s' is reserved.".formatted(attribute));
        }
    }

    private static String optional(Fields from, String key) {
        return from.optionalText(key, 0, LONGEST).orElse(null);
    }

    private String format(Fields from, String key, List<String> known) {
        if (!image.isDeclarable()) {
            throw new Forbidden("The formats of an image can be changed only before its data is saved.");
        }
        var format = optional(from, key);
        if (format != null && !known.contains(format)) {
            throw new Invalid("%s: '%s' is not one of %s.".formatted(key, format, known));
        }
        return format;
    }

    private void showTo(Visibility visibility) {
        var unchanged = visibility == image.description().visibility();
        if (visibility == Visibility.PUBLIC && !unchanged && !caller.isAdmin()) {
            throw new Forbidden("Policy doesn't allow publicize_image to be performed: it needs the role 'admin'.");
        }
        image.description().showTo(visibility);
    }

    private void giveTo(String project) {
        var owner = new ProjectId(project);
        if (!owner.equals(image.owner()) && !caller.isAdmin()) {
            throw new Forbidden("You are not permitted to set the owner of an image to another project.");
        }
        image.giveTo(owner);
    }

    private static List<String> tags(Fields from, String key) {
        var tags = from.texts(key, MOST_TAGS, LONGEST);
        if (tags.stream().anyMatch(tag -> tag.isEmpty() || tag.indexOf('\0') >= 0)) {
            throw new Invalid("%s: a tag has 1 to %d characters.".formatted(key, LONGEST));
        }
        return tags;
    }

    private void setProperty(String property, String value) {
        if (!PROPERTY.matcher(property).matches()) {
            throw new Invalid("The name of a property has 1 to %d printable characters.".formatted(LONGEST));
        }
        require(isThere(property) ? Operation.UPDATE : Operation.CREATE, property);
        image.description().setProperty(property, value);
    }

    // A property that the caller may not see is as good as absent, but it cannot be made once more.
    private boolean isThere(String property) {
        return image.description().properties().containsKey(property)
                && protections.allow(caller, Operation.READ, property);
    }

    private void require(Operation operation, String property) {
        if (SignatureClaim.isMadeBy(property) && !image.isDeclarable()) {
            throw new Forbidden("The signature of an image can be changed only before its data is saved.");
        }
        var hidden = image.description().properties().containsKey(property) && !isThere(property);
        if (hidden || !protections.allow(caller, operation, property)) {
            throw new Forbidden("Property '%s' is protected.".formatted(property));
        }
    }
}
