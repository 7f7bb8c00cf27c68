package io.virga.image.importing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.ImageConfig;
import io.virga.image.web.PageLimit;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/// Image v2's tasks: all imports of the cloud, for its administrators.
@Path("/v2/tasks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TasksResource {

    private static final int USUAL = 25;

    private final ImportTasks tasks;
    private final ImageConfig config;

    TasksResource(ImportTasks tasks, ImageConfig config) {
        this.tasks = tasks;
        this.config = config;
    }

    @GET
    @Transactional
    @Rule(value = "get_tasks", to = Access.SYSTEM_READER)
    public TaskView.Page list(@QueryParam("marker") String marker, @QueryParam("limit") String limit) {
        var most = PageLimit.of(Optional.ofNullable(limit), USUAL, config.maxPageSize());
        var found = tasks.list(Optional.ofNullable(marker).map(tasks::get), most + 1);
        var page = found.stream().limit(most).map(TaskView::of).toList();
        var next = found.size() > most && most > 0
                ? "/v2/tasks?marker=%s&limit=%d".formatted(page.getLast().id(), most)
                : null;
        return new TaskView.Page(page, "/v2/tasks", next, "/v2/schemas/tasks");
    }

    @GET
    @Path("{task}")
    @Transactional
    @Rule(value = "get_task", to = Access.SYSTEM_READER)
    public TaskView show(String task) {
        return TaskView.of(tasks.get(task));
    }
}
