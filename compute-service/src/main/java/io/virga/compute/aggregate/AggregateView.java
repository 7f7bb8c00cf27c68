package io.virga.compute.aggregate;

import io.virga.compute.api.Times;
import io.virga.web.version.Microversion;
import java.util.LinkedHashMap;
import java.util.Map;

/// An aggregate as the compute API shows it to a client of one microversion: with its UUID from 2.41 on.
record AggregateView(Microversion version) {

    Map<String, Object> of(Aggregate aggregate) {
        var view = created(aggregate);
        view.put("hosts", aggregate.hosts());
        view.put("metadata", aggregate.metadata());
        return view;
    }

    /// What a new one is answered with: hosts and metadata are left out.
    Map<String, Object> created(Aggregate aggregate) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", aggregate.id());
        if (version.atLeast(2, 41)) {
            view.put("uuid", aggregate.uuid().toString());
        }
        view.put("name", aggregate.name());
        view.put("availability_zone", aggregate.zone().orElse(null));
        view.put("created_at", Times.micros(aggregate.createdAt()));
        view.put("updated_at", aggregate.updatedAt().map(Times::micros).orElse(null));
        view.put("deleted_at", null);
        view.put("deleted", false);
        return view;
    }
}
