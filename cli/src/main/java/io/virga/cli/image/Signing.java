package io.virga.cli.image;

import io.virga.cli.auth.Query;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.identity.Directory;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Body;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `virga image signing …`: whether a project takes signed images alone. Virga's own.
public final class Signing {

    private Signing() {}

    private abstract static class OfProject extends ShowCommand {
        @Option(
                names = "--project",
                paramLabel = "<project>",
                description = "Another project than the own one (name or ID; administrators only)")
        private String project;

        /// Null for the own one.
        String project() {
            return project == null ? null : new Directory(cloud).project(project, null);
        }
    }

    @Command(description = "Show whether a project takes signed images only")
    public static final class Show extends OfProject {
        @Override
        protected Details show() {
            return Details.of(cloud.image().get("/info/signing" + Query.of("project_id", project())));
        }
    }

    @Command(description = "Set whether a project takes signed images only")
    public static final class Change extends OfProject {
        @Option(
                names = "--signed-only",
                description = "Servers are made only of images with a verified signature of somebody trusted")
        private boolean signedOnly;

        @Option(names = "--any", description = "Servers are made of any image (default)")
        private boolean any;

        @Override
        protected Details show() {
            var wanted = Usage.either(signedOnly, any, "--signed-only and --any");
            if (wanted == null) {
                throw Usage.wrong("give --signed-only or --any");
            }
            var body = new Body().with("signed_only", wanted).with("project_id", project());
            return Details.of(cloud.image().put("/signing", body.json()));
        }
    }
}
