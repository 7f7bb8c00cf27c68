package io.virga.image.importing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.image.image.ImageView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A task as the image API shows it.
record TaskView(
        String id,
        String type,
        String status,
        String owner,
        @JsonProperty("image_id") String imageId,
        @JsonProperty("user_id") String userId,
        @JsonProperty("request_id") String requestId,
        Map<String, Object> input,
        Map<String, Object> result,
        String message,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("expires_at") String expiresAt,
        String self,
        String schema) {

    record Several(List<TaskView> tasks) {}

    record Page(List<TaskView> tasks, String first, String next, String schema) {}

    static TaskView of(ImportTask task) {
        var image = task.image().toString();
        return new TaskView(
                task.id().toString(),
                "api_image_import",
                task.status().word(),
                task.owner().value(),
                image,
                task.userId(),
                task.requestId(),
                Map.of("image_id", image, "import_req", request(task)),
                task.status() == TaskStatus.SUCCESS ? Map.of("image_id", image) : null,
                task.message(),
                ImageView.time(task.createdAt()),
                ImageView.time(task.updatedAt()),
                task.expiresAt().map(ImageView::time).orElse(null),
                "/v2/tasks/" + task.id(),
                "/v2/schemas/task");
    }

    private static Map<String, Object> request(ImportTask task) {
        var request =
                new LinkedHashMap<String, Object>(Map.of("method", task.method().view()));
        request.put("stores", task.targets().all());
        request.put("all_stores_must_succeed", task.targets().allMustSucceed());
        task.convertTo().ifPresent(format -> request.put("virga_convert", format.word()));
        return request;
    }
}
