package io.virga.cli.identity;

import io.virga.cli.auth.ApiFailure;
import io.virga.cli.auth.Cloud;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Things;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga role …`: the roles themselves, and giving them to somebody.
public final class Roles {

    private Roles() {}

    static final class Attributes {
        @Mixin
        final Options.InDomain in = new Options.InDomain();

        @Mixin
        private final Options.Described described = new Options.Described();

        @Mixin
        private final Options.Immutable immutable = new Options.Immutable();

        Body body() {
            return immutable.addTo(described.addTo(new Body()));
        }
    }

    @Command(description = "Create new role")
    public static final class Create extends CreateNamed {
        @Mixin
        private final Attributes attributes = new Attributes();

        public Create() {
            super(Kinds.ROLE);
        }

        @Override
        Body attributes() {
            return attributes.body().with("domain_id", new Directory(cloud).domain(attributes.in.domain));
        }
    }

    @Command(description = "List roles")
    public static final class ListAll extends ListCommand {
        @Option(names = "--domain", paramLabel = "<domain>", description = "List the roles of a domain (name or ID)")
        private String domain;

        @Override
        protected Listing list() {
            var columns = Column.all("ID", "id", "Name", "name");
            if (domain != null) {
                var name = name(domain);
                columns.add(Column.of("Domain", role -> name));
            }
            return Listing.of(columns, new Things(cloud, Kinds.ROLE).all(new Directory(cloud).within(domain)));
        }

        private Cell name(String nameOrId) {
            try {
                return Cell.of(new Finder(cloud).find(Kinds.DOMAIN, nameOrId).path("name"));
            } catch (ApiFailure refusal) {
                if (refusal.status() == 403) {
                    return Cell.text(nameOrId);
                }
                throw refusal;
            }
        }
    }

    @Command(description = "Set role properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<role>", description = "Role to modify (name or ID)")
        private String role;

        @Option(names = "--name", paramLabel = "<name>", description = "Set role name")
        private String name;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected void run() {
            var id = new Finder(cloud).id(Kinds.ROLE, role, new Directory(cloud).within(attributes.in.domain));
            new Things(cloud, Kinds.ROLE).changed(id, attributes.body().with("name", name));
        }
    }

    /// A role, who gets it, and where.
    static final class Grant {
        @Parameters(index = "0", paramLabel = "<role>", description = "Role (name or ID)")
        private String role;

        @Option(names = "--role-domain", paramLabel = "<role-domain>", description = "Domain of the role (name or ID)")
        private String roleDomain;

        @Option(names = "--domain", paramLabel = "<domain>", description = "On this domain (name or ID)")
        private String domain;

        @Option(names = "--system", paramLabel = "<system>", description = "On the system, always 'all'")
        private String system;

        @Option(names = "--inherited", description = "On the projects below, not on the project or domain itself")
        private boolean inherited;

        @Mixin
        private final Options.OfUser user = new Options.OfUser();

        @Mixin
        private final Options.OfGroup group = new Options.OfGroup();

        @Mixin
        private final Options.OfProject project = new Options.OfProject();

        /// @param known whether the user or group must still exist: what is left of a deleted one can be taken away
        String path(Cloud cloud, boolean known) {
            check();
            var directory = new Directory(cloud);
            var path = target(cloud, directory) + actor(cloud, known) + Kinds.ROLE.at(directory.role(role, roleDomain));
            return inherited ? "/OS-INHERIT" + path + "/inherited_to_projects" : path;
        }

        private void check() {
            if ((user.user == null) == (group.group == null)) {
                throw Usage.wrong("exactly one of --user and --group is needed");
            }
            Usage.atMostOne("--project, --domain and --system", project.project, domain, system);
            if (project.project == null && domain == null && system == null) {
                throw Usage.wrong("exactly one of --project, --domain and --system is needed");
            }
            if (system != null) {
                Usage.oneOf(system, "--system", "all");
                Usage.atMostOne("--system and --inherited", system, inherited);
            }
        }

        private String target(Cloud cloud, Directory directory) {
            if (project.given()) {
                return Kinds.PROJECT.at(project.id(cloud));
            }
            return domain != null ? Kinds.DOMAIN.at(directory.domain(domain)) : "/system";
        }

        private String actor(Cloud cloud, boolean known) {
            try {
                return user.user != null ? Kinds.USER.at(user.id(cloud)) : Kinds.GROUP.at(group.id(cloud));
            } catch (ApiFailure refusal) {
                throw refusal;
            } catch (CliFailure unknown) {
                if (known) {
                    throw unknown;
                }
                return user.user != null ? Kinds.USER.at(user.user) : Kinds.GROUP.at(group.group);
            }
        }
    }

    @Command(description = "Adds a role assignment to a user or group on the system, a domain, or a project")
    public static final class Add extends CloudCommand {
        @Mixin
        private final Grant grant = new Grant();

        @Override
        protected void run() {
            cloud.identity().put(grant.path(cloud, true), null);
        }
    }

    @Command(description = "Removes a role assignment from a user or group on the system, a domain, or a project")
    public static final class Remove extends CloudCommand {
        @Mixin
        private final Grant grant = new Grant();

        @Override
        protected void run() {
            cloud.identity().delete(grant.path(cloud, false));
        }
    }
}
