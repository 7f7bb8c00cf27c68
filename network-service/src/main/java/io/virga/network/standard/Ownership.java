package io.virga.network.standard;

import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ProjectId;
import io.virga.web.Fields;
import java.util.Optional;
import java.util.UUID;

/// Whose things a caller may see, change and create.
public final class Ownership {

    private Ownership() {}

    /// May set what tenants may not: `network:` device owners, addresses on networks of others, fields of the operator.
    /// A service that asks for a user may no more than the user (SEC-27), but see `mayBind`.
    public static boolean isPrivileged(Caller caller) {
        return caller.changesAll();
    }

    /// May say on which host a port is, and know it. Compute does so for users, on the ports that these may use.
    public static boolean mayBind(Caller caller) {
        return caller.isAdmin() || caller.isService();
    }

    public static boolean owns(Caller caller, String projectId) {
        return caller.changesAll() || worksIn(caller, projectId);
    }

    public static boolean sees(Caller caller, String projectId) {
        return caller.readsAll() || worksIn(caller, projectId);
    }

    private static boolean worksIn(Caller caller, String projectId) {
        return caller.projectScope()
                .map(ProjectId::value)
                .filter(projectId::equals)
                .isPresent();
    }

    /// The project that a new thing shall belong to: the caller's, unless an administrator names another.
    public static String projectFor(Caller caller, Fields body) {
        var named = body.optionalText("tenant_id", 0, 64);
        var project = body.optionalText("project_id", 0, 64);
        if (named.isPresent() && project.isPresent() && !named.equals(project)) {
            throw new Invalid("'project_id' and 'tenant_id' must match");
        }
        var wanted = project.or(() -> named).filter(text -> !text.isEmpty());
        if (wanted.isPresent() && !owns(caller, wanted.get())) {
            throw new Forbidden("Only an administrator may create things for another project.");
        }
        return wanted.orElseGet(() -> caller.project().value());
    }

    /// Visible is not writable: what others share can be used but not changed. `visible` says whether the caller may
    /// know that the thing exists.
    public static void requireWritable(Caller caller, Owned thing, boolean visible, String kind) {
        if (owns(caller, thing.projectId())) {
            return;
        }
        if (visible) {
            throw new Forbidden("%s %s belongs to another project.".formatted(kind, thing.id()));
        }
        throw new NotFound(kind, thing.id());
    }

    /// Only administrators may set these; absent is fine.
    public static void requireAdminFor(Caller caller, Fields body, String... keys) {
        require(isPrivileged(caller), body, keys);
    }

    /// Only those who may bind may set these; absent is fine.
    public static void requireBinderFor(Caller caller, Fields body, String... keys) {
        require(mayBind(caller), body, keys);
    }

    private static void require(boolean allowed, Fields body, String... keys) {
        for (var key : keys) {
            if (body.has(key) && !allowed) {
                throw new Forbidden("Policy doesn't allow setting '%s': it needs the role 'admin'.".formatted(key));
            }
        }
    }

    /// An id from a path or a body. Names stand where ids do when clients look things up: that is no error, only
    /// absent.
    public static UUID id(String kind, String text) {
        return uuid(text).orElseThrow(() -> new NotFound(kind, text));
    }

    public static Optional<UUID> uuid(String text) {
        if (!text.matches("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}")) {
            return Optional.empty();
        }
        var hex = text.replace("-", "");
        return Optional.of(new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16)));
    }
}
