package io.virga.compute.instance;

import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What users may change of an instance without anything happening to its machine. Each method is one transaction.
@ApplicationScoped
@Transactional
public class InstanceChanges {

    private static final int MOST_METADATA = 128;

    private final Instances instances;
    private final Clock clock;

    InstanceChanges(Instances instances, Clock clock) {
        this.instances = instances;
        this.clock = clock;
    }

    /// New values; what is empty stays as it is.
    public record Update(
            Optional<String> name,
            Optional<Optional<String>> description,
            Optional<String> accessIpv4,
            Optional<String> accessIpv6) {}

    public Instance update(Requester requester, InstanceId id, Update update) {
        var instance = instances.getLocked(requester.caller(), id);
        var now = clock.instant();
        update.name().ifPresent(name -> instance.rename(name, now));
        update.description().ifPresent(text -> instance.describe(text.orElse(null), now));
        instance.accessBy(
                update.accessIpv4().orElse(instance.accessIpv4()),
                update.accessIpv6().orElse(instance.accessIpv6()),
                now);
        return instance;
    }

    public Map<String, String> replaceMetadata(Requester requester, InstanceId id, Map<String, String> all) {
        var instance = instances.getLocked(requester.caller(), id);
        return store(instance, all);
    }

    public Map<String, String> addMetadata(Requester requester, InstanceId id, Map<String, String> more) {
        var instance = instances.getLocked(requester.caller(), id);
        var all = new TreeMap<>(instance.metadata());
        all.putAll(more);
        return store(instance, all);
    }

    public void removeMetadata(Requester requester, InstanceId id, String key) {
        var instance = instances.getLocked(requester.caller(), id);
        var rest = new TreeMap<>(instance.metadata());
        if (rest.remove(key) == null) {
            throw new NotFound("Metadata item", key);
        }
        store(instance, rest);
    }

    private Map<String, String> store(Instance instance, Map<String, String> all) {
        if (all.size() > MOST_METADATA) {
            throw new Forbidden("Maximum number of metadata items exceeds %d".formatted(MOST_METADATA));
        }
        instance.metadata(all, clock.instant());
        return all;
    }
}
