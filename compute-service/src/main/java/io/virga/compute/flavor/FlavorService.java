package io.virga.compute.flavor;

import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What may be done with flavors. Each method is one transaction.
@ApplicationScoped
@Transactional
public class FlavorService {

    private final Flavors flavors;
    private final Clock clock;

    FlavorService(Flavors flavors, Clock clock) {
        this.flavors = flavors;
        this.clock = clock;
    }

    public List<Flavor> list(Caller caller) {
        return flavors.list(caller);
    }

    public Flavor get(Caller caller, String id) {
        return flavors.get(caller, id);
    }

    Flavor create(NewFlavor wanted) {
        var flavor = new Flavor(wanted, clock.instant());
        flavors.add(flavor);
        return flavor;
    }

    /// Instances keep what they had of it.
    public void delete(Caller caller, String id) {
        flavors.remove(flavors.get(caller, id));
    }

    public Map<String, String> addExtraSpecs(Caller caller, String id, Map<String, String> more) {
        var flavor = flavors.get(caller, id);
        var all = new TreeMap<>(flavor.extraSpecs());
        all.putAll(more);
        flavor.extraSpecs(all);
        return more;
    }

    public void removeExtraSpec(Caller caller, String id, String key) {
        var flavor = flavors.get(caller, id);
        var rest = new TreeMap<>(flavor.extraSpecs());
        if (rest.remove(key) == null) {
            throw new NotFound("Flavor %s extra spec".formatted(id), key);
        }
        flavor.extraSpecs(rest);
    }

    public List<ProjectId> access(Caller caller, String id) {
        if (flavors.get(caller, id).isPublic()) {
            throw new NotFound("Access list of public flavor", id);
        }
        return flavors.access(id);
    }

    /// `strict`: a public flavor refuses it (from 2.7 on).
    public List<ProjectId> grant(Caller caller, String id, ProjectId project, boolean strict) {
        if (flavors.get(caller, id).isPublic() && strict) {
            throw new Conflict("Can not add access to a public flavor.");
        }
        flavors.grant(id, project);
        return flavors.access(id);
    }

    public List<ProjectId> revoke(Caller caller, String id, ProjectId project) {
        flavors.get(caller, id);
        flavors.revoke(id, project);
        return flavors.access(id);
    }
}
