package io.virga.cli.image;

import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.identity.Directory;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The projects that an image is shared with. Whether they take it is theirs to say: `virga image set --accept`.
public final class ImageMembers {

    /// What project ids look like, with hyphens or without.
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}");

    private ImageMembers() {}

    private static String members(Cloud cloud, String image) {
        return "/images/" + new Finder(cloud).id(Images.KIND, image) + "/members";
    }

    /// What looks like an id is one; names are looked up.
    private static String project(Cloud cloud, String nameOrId, String domain) {
        return ID.matcher(nameOrId).matches() ? nameOrId : new Directory(cloud).project(nameOrId, domain);
    }

    @Command(description = "Associate project with image")
    public static final class AddProject extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<image>", description = "Image to share (name or ID)")
        private String image;

        @Parameters(
                index = "1",
                paramLabel = "<project>",
                description = "Project to associate with image (ID; by its name for whoever may list projects)")
        private String project;

        @Option(
                names = "--project-domain",
                paramLabel = "<project-domain>",
                description = "Domain the project belongs to (name or ID)")
        private String domain;

        @Override
        protected Details show() {
            var member = project(cloud, project, domain);
            // The image service knows no projects, and would take any text for one.
            if (!ID.matcher(member).matches()) {
                throw CliFailure.of("You may not look for project '" + project + "' by its name.")
                        .advise("Give its ID. Its members see it by: virga token issue -f value -c project_id");
            }
            return Details.of(
                    cloud.image().post(members(cloud, image), Api.object().put("member", member)));
        }
    }

    @Command(description = "Disassociate project with image")
    public static final class RemoveProject extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<image>", description = "Image to unshare (name or ID)")
        private String image;

        @Parameters(
                index = "1",
                paramLabel = "<project>",
                description = "Project to disassociate with image (name or ID)")
        private String project;

        @Option(
                names = "--project-domain",
                paramLabel = "<project-domain>",
                description = "Domain the project belongs to (name or ID)")
        private String domain;

        @Override
        protected void run() {
            var member = project(cloud, project, domain);
            cloud.image().delete(members(cloud, image) + "/" + Query.encoded(member));
        }
    }

    @Command(description = "List projects associated with image")
    public static final class ListAll extends ListCommand {
        @Parameters(index = "0", paramLabel = "<image>", description = "Image (name or ID)")
        private String image;

        @Option(
                names = "--project-domain",
                paramLabel = "<project-domain>",
                description = "Accepted; no project is looked up")
        private String domain;

        @Override
        protected Listing list() {
            return Listing.of(
                    List.of(
                            Column.of("Image ID", "image_id"),
                            Column.of("Member ID", "member_id"),
                            Column.of("Status", "status")),
                    cloud.image().list(members(cloud, image), Query.none(), "members"));
        }
    }
}
