package io.virga.network.tag;

import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.network.floatingip.FloatingIp;
import io.virga.network.network.Network;
import io.virga.network.port.Port;
import io.virga.network.router.Router;
import io.virga.network.securitygroup.SecurityGroup;
import io.virga.network.securitygroup.SecurityGroupRule;
import io.virga.network.standard.Owned;
import io.virga.network.standard.Ownership;
import io.virga.network.subnet.Subnet;
import io.virga.network.subnetpool.SubnetPool;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/// Tags of any resource, under the rights of the resource itself (SEC-26).
@ApplicationScoped
public class TagService {

    private static final int MOST = 50;
    private static final int LONGEST = 255;

    /// What can carry tags, by its name in the path.
    private enum Kind {
        NETWORKS("Network", Network.class),
        SUBNETS("Subnet", Subnet.class),
        PORTS("Port", Port.class),
        ROUTERS("Router", Router.class),
        FLOATINGIPS("FloatingIP", FloatingIp.class),
        SUBNETPOOLS("SubnetPool", SubnetPool.class),
        SECURITY_GROUPS("SecurityGroup", SecurityGroup.class),
        SECURITY_GROUP_RULES("SecurityGroupRule", SecurityGroupRule.class);

        final String label;
        final Class<? extends Owned> type;

        Kind(String label, Class<? extends Owned> type) {
            this.label = label;
            this.type = type;
        }

        static Optional<Kind> of(String collection) {
            return List.of(values()).stream()
                    .filter(kind -> kind.name().equalsIgnoreCase(collection.replace('-', '_')))
                    .findFirst();
        }
    }

    private final Session session;

    TagService(Session session) {
        this.session = session;
    }

    @Transactional
    public List<String> list(Caller caller, String collection, String id) {
        return find(caller, collection, id).tags();
    }

    @Transactional
    public List<String> replace(Caller caller, String collection, String id, List<String> tags) {
        var thing = writable(caller, collection, id);
        tags.forEach(TagService::check);
        thing.tag(List.copyOf(new LinkedHashSet<>(tags)));
        return thing.tags();
    }

    @Transactional
    public void add(Caller caller, String collection, String id, String tag) {
        var thing = writable(caller, collection, id);
        check(tag);
        var tags = new LinkedHashSet<>(thing.tags());
        tags.add(tag);
        if (tags.size() > MOST) {
            throw new Invalid("At most %d tags are taken.".formatted(MOST));
        }
        thing.tag(List.copyOf(tags));
    }

    @Transactional
    public void require(Caller caller, String collection, String id, String tag) {
        if (!list(caller, collection, id).contains(tag)) {
            throw new NotFound("Tag", tag);
        }
    }

    @Transactional
    public void remove(Caller caller, String collection, String id, String tag) {
        var thing = writable(caller, collection, id);
        if (!thing.tags().contains(tag)) {
            throw new NotFound("Tag", tag);
        }
        thing.tag(thing.tags().stream().filter(other -> !other.equals(tag)).toList());
    }

    @Transactional
    public void clear(Caller caller, String collection, String id) {
        writable(caller, collection, id).tag(List.of());
    }

    private static void check(String tag) {
        if (tag.isEmpty()
                || tag.length() > LONGEST
                || tag.contains(",")
                || tag.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("'%s' is not a valid tag: 1 to %d characters, no comma.".formatted(tag, LONGEST));
        }
    }

    private Owned writable(Caller caller, String collection, String id) {
        var thing = find(caller, collection, id);
        if (!Ownership.owns(caller, thing.projectId())) {
            throw new Forbidden("%s belongs to another project.".formatted(id));
        }
        return thing;
    }

    private Owned find(Caller caller, String collection, String id) {
        var kind = Kind.of(collection).orElseThrow(() -> new NotFound("Resource", collection));
        var found = Ownership.uuid(id).<Owned>map(uuid -> session.find(kind.type, uuid));
        return found.filter(thing -> Ownership.sees(caller, thing.projectId()) || isForAll(thing))
                .orElseThrow(() -> new NotFound(kind.label, id));
    }

    private static boolean isForAll(Owned thing) {
        return thing instanceof Network network && (network.shared() || network.external());
    }

    /// The body's `tags`.
    static List<String> read(Fields body) {
        var tags = body.texts("tags", MOST, LONGEST);
        body.refuseOthers();
        return tags;
    }

    static Map<String, Object> view(List<String> tags) {
        return Map.of("tags", tags);
    }
}
