package io.virga.cli.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.ApiFailure;
import io.virga.cli.auth.Cloud;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;

/// `--or-show`: a thing that exists already is as good as a new one.
final class Existing {

    private Existing() {}

    static Details orCreated(Cloud cloud, Kind kind, ObjectNode body, boolean orShow) {
        try {
            var created = cloud.api(kind.service()).post(kind.path(), Api.wrapped(kind.singular(), body));
            return kind.view().apply(kind.unwrap(created));
        } catch (ApiFailure refusal) {
            if (!orShow || refusal.status() != 409) {
                throw refusal;
            }
            return kind.view()
                    .apply(new Finder(cloud).find(kind, body.path("name").asText()));
        }
    }
}
