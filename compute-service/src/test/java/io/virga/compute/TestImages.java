package io.virga.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.compute.TestPeers.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The image service of `TestPeers`: images that may be booted, one that may not, and those that compute makes.
public final class TestImages {

    /// What compute has made, by id, as it described it, with its status.
    public static final Map<String, ObjectNode> MADE = new ConcurrentHashMap<>();

    /// Whether the project has room for one more image.
    public static volatile boolean full;

    /// Why data is refused once it has come; null when it is fine.
    public static volatile String refusal;

    /// Whether the images that may be booted say `virga_boot=lazy`.
    public static volatile boolean lazy;

    /// Whether they have been deleted since they were booted from.
    public static volatile boolean gone;

    /// Whether data that is complete is still being proved.
    public static volatile boolean proving;

    private static final Set<String> COMPLETE = ConcurrentHashMap.newKeySet();

    /// Projects that take no image that may be booted, and how often they are given one before that is so.
    public static final Map<String, Integer> SIGNED_ONLY = new ConcurrentHashMap<>();

    public static final String UNSIGNED =
            "Image cannot be used here: the project takes signed images only, and it has no verified signature.";

    private static final String BASE = """
            {"id":"%s","name":"tiny","status":"active","container_format":"%s","disk_format":"%s","size":%d,"virtual_size":%d,"min_ram":64,"min_disk":0,
             "hw_disk_bus":"virtio","os_glance_import_task":"x","img_signature":"abc","virga_signature":"verified","tags":[]}""";

    private TestImages() {}

    static void reset() {
        full = false;
        refusal = null;
        lazy = false;
        gone = false;
        proving = false;
        SIGNED_ONLY.clear();
    }

    /// The image service has come to its judgement on data that was being proved.
    public static void prove(String id) {
        MADE.get(id).put("status", refusal == null ? "active" : "queued");
    }

    static Answer answer(String method, String path, JsonNode body, String project) {
        if (path.equals("/v2/images")) {
            return create((ObjectNode) body);
        }
        var parts = path.substring("/v2/images/".length()).split("/", 2);
        var rest = parts.length == 1 ? "" : parts[1];
        return MADE.containsKey(parts[0]) ? made(method, parts[0], rest) : bootable(parts[0], rest, project);
    }

    private static Answer create(ObjectNode image) {
        if (full) {
            return new Answer(413, "{\"message\":\"Quota exceeded for images.\"}");
        }
        MADE.put(image.path("id").asText(), image.put("status", "queued"));
        return new Answer(201, image.toString());
    }

    private static Answer made(String method, String id, String rest) {
        var image = MADE.get(id);
        return switch (method + " " + rest) {
            case "GET " -> new Answer(200, image.toString());
            case "DELETE " -> {
                MADE.remove(id);
                yield new Answer(204, "");
            }
            case "POST upload" -> begin(image);
            case "DELETE upload" ->
                COMPLETE.contains(id)
                        ? new Answer(409, "{\"message\":\"Its data is being proved.\"}")
                        : status(image, "queued", 204);
            case "POST actions/download-url" ->
                new Answer(409, "{\"message\":\"Image %s is not active.\"}".formatted(id));
            case "POST upload/urls" ->
                new Answer(200, "{\"part_size\":16777216,\"urls\":[\"http://s3/1\",\"http://s3/2\"]}");
            case "POST upload/complete" -> complete(id);
            case "GET tasks" -> new Answer(200, "{\"tasks\":[{\"message\":\"%s\"}]}".formatted(refusal));
            default -> new Answer(404, "{}");
        };
    }

    private static Answer begin(ObjectNode image) {
        return image.path("status").asText().equals("queued")
                ? status(image, "saving", 201)
                : new Answer(409, "{\"message\":\"It is saving already.\"}");
    }

    private static Answer complete(String id) {
        COMPLETE.add(id);
        if (!proving) {
            prove(id);
        }
        return new Answer(202, "{}");
    }

    private static Answer status(ObjectNode image, String status, int code) {
        image.put("status", status);
        return new Answer(code, code == 204 ? "" : "{}");
    }

    private static Answer bootable(String id, String rest, String project) {
        if (gone
                || !Set.of(TestPeers.IMAGE, TestPeers.BIG_IMAGE, TestPeers.OVA_IMAGE, TestPeers.EMPTY_IMAGE)
                        .contains(id)) {
            return new Answer(404, "{}");
        }
        if (rest.equals("actions/download-url")) {
            if (project != null
                    && SIGNED_ONLY.computeIfPresent(project, (_, left) -> left - 1) instanceof Integer left
                    && left < 0) {
                return new Answer(403, "{\"message\":\"%s\"}".formatted(UNSIGNED));
            }
            return new Answer(
                    200,
                    "{\"url\":\"http://s3/x\",\"disk_format\":\"qcow2\",\"size\":%d,\"virtual_size\":112000000,\"os_hash_value\":\"ab\",\"signed_only\":%s}"
                            .formatted(size(id), project != null && SIGNED_ONLY.containsKey(project)));
        }
        var formats = id.equals(TestPeers.OVA_IMAGE) ? List.of("ova", "vmdk") : List.of("bare", "qcow2");
        var virtualSize = id.equals(TestPeers.BIG_IMAGE) ? 30L << 30 : 112_000_000L;
        var image = BASE.formatted(id, formats.getFirst(), formats.getLast(), size(id), virtualSize);
        return new Answer(200, lazy ? image.replace("{", "{\"virga_boot\":\"lazy\",") : image);
    }

    private static int size(String id) {
        return id.equals(TestPeers.EMPTY_IMAGE) ? 0 : 20_000_000;
    }
}
