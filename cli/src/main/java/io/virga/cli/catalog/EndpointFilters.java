package io.virga.cli.catalog;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.identity.Directory;
import io.virga.cli.identity.Kinds;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Ties endpoints, one by one or in groups, to the projects whose catalogs shall show them.
public final class EndpointFilters {

    private static final String ROOT = "/OS-EP-FILTER";

    private EndpointFilters() {}

    static String of(String path) {
        return ROOT + path;
    }

    static Kind projectsOf(String endpointOrGroup) {
        return Kinds.PROJECT.under(of(endpointOrGroup));
    }

    /// `endpoint add project`, `endpoint group remove project` and their like.
    @Command(description = "Tie a project to an endpoint or a group of endpoints, or part them")
    public static final class Tie extends CloudCommand {
        private final Kind kind;
        private final boolean adding;

        @Parameters(index = "0", paramLabel = "<endpoint>", description = "Endpoint (ID), or group (name or ID)")
        private String endpoint;

        @Parameters(index = "1", paramLabel = "<project>", description = "Project (name or ID)")
        private String project;

        @Option(
                names = "--project-domain",
                paramLabel = "<project-domain>",
                description = "Domain of the project (name or ID)")
        private String domain;

        public Tie(Kind kind, boolean adding) {
            this.kind = kind;
            this.adding = adding;
        }

        @Override
        protected void run() {
            var one = kind.at(new Finder(cloud).id(kind, endpoint));
            var owner = Kinds.PROJECT.at(new Directory(cloud).project(project, domain));
            // A group's own path has the extension in it already; a single endpoint's has not.
            var tie = one.startsWith(ROOT) ? one + owner : of(owner) + one;
            if (adding) {
                cloud.identity().put(tie, null);
            } else {
                cloud.identity().delete(tie);
            }
        }
    }
}
