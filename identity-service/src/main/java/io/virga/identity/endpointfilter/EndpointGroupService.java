package io.virga.identity.endpointfilter;

import io.virga.identity.Ids;
import io.virga.identity.catalog.Catalog;
import io.virga.identity.catalog.Endpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Endpoint groups come, change and go; tokens' catalogs follow.
@ApplicationScoped
public class EndpointGroupService {

    private final EndpointGroups groups;
    private final Catalog catalog;

    EndpointGroupService(EndpointGroups groups, Catalog catalog) {
        this.groups = groups;
        this.catalog = catalog;
    }

    @Transactional
    EndpointGroup get(String id) {
        return groups.get(id);
    }

    @Transactional
    List<EndpointGroup> list(Optional<String> name) {
        return groups.list(name);
    }

    @Transactional
    List<Endpoint> endpoints(String id) {
        return catalog.endpoints(groups.members(groups.get(id).id()));
    }

    @Transactional
    EndpointGroup create(EndpointGroupDraft draft) {
        var group = new EndpointGroup(Ids.random());
        draft.applyTo(group);
        groups.add(group);
        return group;
    }

    @Transactional
    EndpointGroup update(String id, EndpointGroupDraft draft) {
        var group = groups.get(id);
        draft.applyTo(group);
        catalog.changed();
        return group;
    }

    @Transactional
    void delete(String id) {
        groups.remove(groups.get(id));
        catalog.changed();
    }
}
