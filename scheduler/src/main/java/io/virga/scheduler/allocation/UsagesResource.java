package io.virga.scheduler.allocation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ProjectId;
import io.virga.scheduler.claim.Claim;
import io.virga.scheduler.claim.Claims;
import io.virga.scheduler.placement.Amounts;
import io.virga.scheduler.provider.ResourceClass;
import io.virga.scheduler.web.Query;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The Placement API's `/usages`: what a project holds, over all hosts. Its own readers may ask.
@Path("/usages")
@RunOnVirtualThread
public class UsagesResource {

    static final String INSTANCE = "INSTANCE";

    record View(Map<String, ?> usages) {}

    private final Claims claims;
    private final Query query;
    private final CurrentCaller caller;

    UsagesResource(Claims claims, Query query, CurrentCaller caller) {
        this.claims = claims;
        this.query = query;
        this.caller = caller;
    }

    @GET
    @Rule(
            value = "placement:usages",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    @Transactional
    public View show() {
        query.since(9);
        query.refuseOthers(
                query.version().atLeast(1, 38)
                        ? Set.of("project_id", "user_id", "consumer_type")
                        : Set.of("project_id", "user_id"));
        var project = project();
        if (!caller.get().sees(project)) {
            throw new Forbidden("placement:usages: a project's usage is shown to its own readers and to admins.");
        }
        return new View(query.version().atLeast(1, 38) ? byType(counted(project)) : sum(counted(project)));
    }

    private ProjectId project() {
        var text = query.text("project_id").orElseThrow(() -> new Invalid("project_id: is required"));
        if (text.isEmpty() || text.length() > 64) {
            throw new Invalid("project_id: must have 1 to 64 characters");
        }
        return new ProjectId(text);
    }

    // Claims belong to projects, not to users: no single user holds any. And all consumers are instances.
    private List<Claim> counted(ProjectId project) {
        var none = query.text("user_id").isPresent()
                || query.text("consumer_type")
                        .filter(type -> !Set.of(INSTANCE, "all").contains(type))
                        .isPresent();
        return none ? List.of() : claims.of(project);
    }

    private static Map<String, Long> sum(List<Claim> claims) {
        var sum = claims.stream().map(Claim::amounts).reduce(Amounts.NONE, Amounts::plus);
        return claims.isEmpty() ? Map.of() : ResourceClass.all(sum);
    }

    private Map<String, Map<String, Long>> byType(List<Claim> claims) {
        if (claims.isEmpty()) {
            return Map.of();
        }
        var counts = new LinkedHashMap<String, Long>();
        counts.put("consumer_count", (long) claims.size());
        counts.putAll(sum(claims));
        return Map.of(query.text("consumer_type").orElse(INSTANCE), counts);
    }
}
