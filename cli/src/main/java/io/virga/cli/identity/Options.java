package io.virga.cli.identity;

import io.virga.cli.auth.Cloud;
import io.virga.cli.command.Usage;
import io.virga.cli.resource.Body;
import java.util.List;
import picocli.CommandLine.Option;

/// Groups of options that many commands of the identity service share.
public final class Options {

    private Options() {}

    /// `--user`, with the domain that its name belongs to.
    public static final class OfUser {
        @Option(names = "--user", paramLabel = "<user>", description = "User (name or ID)")
        String user;

        @Option(names = "--user-domain", paramLabel = "<user-domain>", description = "Domain of the user (name or ID)")
        String domain;

        /// Null when no user is named.
        public String id(Cloud cloud) {
            return new Directory(cloud).user(user, domain);
        }

        public String idOrCaller(Cloud cloud) {
            return user == null ? cloud.token().userId() : id(cloud);
        }
    }

    /// `--group`, with the domain that its name belongs to.
    public static final class OfGroup {
        @Option(names = "--group", paramLabel = "<group>", description = "Group (name or ID)")
        String group;

        @Option(
                names = "--group-domain",
                paramLabel = "<group-domain>",
                description = "Domain of the group (name or ID)")
        String domain;

        public String id(Cloud cloud) {
            return new Directory(cloud).group(group, domain);
        }
    }

    /// `--project`, with the domain that its name belongs to.
    public static final class OfProject {
        @Option(names = "--project", paramLabel = "<project>", description = "Project (name or ID)")
        String project;

        @Option(
                names = "--project-domain",
                paramLabel = "<project-domain>",
                description = "Domain of the project (name or ID)")
        String domain;

        public boolean given() {
            return project != null;
        }

        public String id(Cloud cloud) {
            return new Directory(cloud).project(project, domain);
        }

        public String idOrCallers(Cloud cloud) {
            return project == null ? cloud.token().projectId() : id(cloud);
        }
    }

    /// `--domain`, where a name is looked for or a new thing shall be.
    public static final class InDomain {
        @Option(names = "--domain", paramLabel = "<domain>", description = "Domain it belongs to (name or ID)")
        String domain;
    }

    /// `--description`
    public static final class Described {
        @Option(names = "--description", paramLabel = "<description>", description = "Set description")
        private String description;

        public Body addTo(Body body) {
            return body.with("description", description);
        }
    }

    /// `--enable` or `--disable`
    public static final class Enabled {
        @Option(names = "--enable", description = "Enable it (default)")
        private boolean enable;

        @Option(names = "--disable", description = "Disable it")
        private boolean disable;

        public Body addTo(Body body) {
            return body.with("enabled", Usage.either(enable, disable, "--enable and --disable"));
        }

        /// For services that take a missing value for false.
        public Body orTrue(Body body) {
            return disable ? body : body.with("enabled", true);
        }
    }

    /// `--immutable` or `--no-immutable`
    static final class Immutable {
        @Option(names = "--immutable", description = "Let nobody change or delete it before this is taken back")
        private boolean immutable;

        @Option(names = "--no-immutable", description = "Let it be changed and deleted (default)")
        private boolean changeable;

        Body addTo(Body body) {
            var options =
                    new Body().with("immutable", Usage.either(immutable, changeable, "--immutable and --no-immutable"));
            return body.withAny("options", options);
        }
    }

    /// `--tags` and its like, which narrow a list.
    static final class Tagged {
        @Option(names = "--tags", paramLabel = "<tag>[,<tag>,...]", description = "List those with all of these tags")
        String all;

        @Option(
                names = "--tags-any",
                paramLabel = "<tag>[,<tag>,...]",
                description = "List those with any of these tags")
        String any;

        @Option(
                names = "--not-tags",
                paramLabel = "<tag>[,<tag>,...]",
                description = "Leave out those with all of these tags")
        String notAll;

        @Option(
                names = "--not-tags-any",
                paramLabel = "<tag>[,<tag>,...]",
                description = "Leave out those with any of these tags")
        String notAny;
    }

    /// `--role`, which may be repeated.
    public static final class WithRoles {
        @Option(names = "--role", paramLabel = "<role>", description = "Role (name or ID; repeat for several)")
        List<String> roles = List.of();

        public List<String> held(Cloud cloud) {
            return new Directory(cloud).heldRoles(roles);
        }
    }
}
