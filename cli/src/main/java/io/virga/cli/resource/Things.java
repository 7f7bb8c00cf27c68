package io.virga.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.output.Details;
import java.util.List;

/// The things of one kind in one cloud: lists, makes and changes them.
public final class Things {

    private final Api api;
    private final Kind kind;

    public Things(Cloud cloud, Kind kind) {
        this.api = cloud.api(kind.service());
        this.kind = kind;
    }

    public List<JsonNode> all(Query query) {
        return api.list(kind.path(), query, kind.plural());
    }

    public Details created(Body body) {
        return kind.shown(api.post(kind.path(), wrapped(body)));
    }

    /// For kinds whose id the client chooses.
    public Details created(String id, Body body) {
        return kind.shown(api.put(kind.at(id), wrapped(body)));
    }

    public Details changed(String id, Body body) {
        return kind.shown(api.patch(kind.at(id), wrapped(body)));
    }

    private ObjectNode wrapped(Body body) {
        return Api.wrapped(kind.singular(), body.json());
    }
}
