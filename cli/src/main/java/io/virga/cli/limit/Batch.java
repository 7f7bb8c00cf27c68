package io.virga.cli.limit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.identity.Directory;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Kind;
import picocli.CommandLine.Option;

/// What limits and registered limits share. Both are made in batches, of which the command uses one of length one.
final class Batch {

    private Batch() {}

    static Details created(Cloud cloud, Kind kind, Body body) {
        var batch = JsonNodeFactory.instance.arrayNode().add(body.json());
        var answer = cloud.api(kind.service()).post(kind.path(), Api.wrapped(kind.plural(), batch));
        return kind.view().apply(answer.path(kind.plural()).path(0));
    }

    /// `openstack` lets people write None for no region.
    static String region(String typed) {
        return "None".equals(typed) ? null : typed;
    }

    static final class Filter {
        @Option(
                names = "--service",
                paramLabel = "<service>",
                description = "Service that has the resource (type, name or ID)")
        private String service;

        @Option(names = "--resource-name", paramLabel = "<resource-name>", description = "The name of the resource")
        private String resource;

        @Option(names = "--region", paramLabel = "<region>", description = "Region in which the limit counts")
        private String region;

        Query query(Cloud cloud) {
            return Query.of("service_id", new Directory(cloud).service(service))
                    .and("resource_name", resource)
                    .and("region_id", region(region));
        }
    }
}
