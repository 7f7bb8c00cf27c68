package io.virga.cli.identity;

import io.virga.cli.auth.Cloud;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.output.Column;
import io.virga.cli.output.Listing;
import io.virga.cli.output.SafeText;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Each;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Things;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga group …`: the groups themselves, and who is in them.
public final class Groups {

    private Groups() {}

    @Command(description = "Create new group")
    public static final class Create extends CreateNamed {
        @Mixin
        private final Options.InDomain in = new Options.InDomain();

        @Mixin
        private final Options.Described described = new Options.Described();

        public Create() {
            super(Kinds.GROUP);
        }

        @Override
        Body attributes() {
            return described.addTo(new Body()).with("domain_id", new Directory(cloud).domain(in.domain));
        }
    }

    @Command(description = "List groups")
    public static final class ListAll extends ListCommand {
        @Option(names = "--domain", paramLabel = "<domain>", description = "Filter groups by domain (name or ID)")
        private String domain;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Mixin
        private final Options.OfUser of = new Options.OfUser();

        @Override
        protected Listing list() {
            var columns = Column.all("ID", "id", "Name", "name");
            if (detailed) {
                columns.addAll(Column.all("Domain ID", "domain_id", "Description", "description"));
            }
            var user = of.id(cloud);
            var kind = user == null ? Kinds.GROUP : Kinds.GROUP.under(Kinds.USER.at(user));
            return Listing.of(columns, new Things(cloud, kind).all(new Directory(cloud).within(domain)));
        }
    }

    @Command(description = "Set group properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<group>", description = "Group to modify (name or ID)")
        private String group;

        @Option(names = "--name", paramLabel = "<name>", description = "New group name")
        private String name;

        @Mixin
        private final Options.InDomain in = new Options.InDomain();

        @Mixin
        private final Options.Described described = new Options.Described();

        @Override
        protected void run() {
            var id = new Finder(cloud).idOrText(Kinds.GROUP, group, new Directory(cloud).within(in.domain));
            new Things(cloud, Kinds.GROUP)
                    .changed(id, described.addTo(new Body()).with("name", name));
        }
    }

    /// The domains in which the names of a group and of its members are looked for.
    static final class Homes {
        @Option(
                names = "--group-domain",
                paramLabel = "<group-domain>",
                description = "Domain of the group (name or ID)")
        private String ofGroup;

        @Option(names = "--user-domain", paramLabel = "<user-domain>", description = "Domain of the users (name or ID)")
        private String ofUser;

        String members(Cloud cloud, String group) {
            return Kinds.GROUP.at(new Directory(cloud).group(group, ofGroup));
        }

        String member(Cloud cloud, String user) {
            return Kinds.USER.at(new Directory(cloud).user(user, ofUser));
        }
    }

    /// Adds users, or takes them out.
    @Command(description = "Change who is in a group")
    public static final class Membership extends CloudCommand {
        private final boolean adding;

        @Parameters(index = "0", paramLabel = "<group>", description = "Group (name or ID)")
        private String group;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "<user>", description = "User(s) (name or ID)")
        private List<String> users;

        @Mixin
        private final Homes homes = new Homes();

        public Membership(boolean adding) {
            this.adding = adding;
        }

        @Override
        protected void run() {
            var api = cloud.identity();
            var members = homes.members(cloud, group);
            new Each(terminal, adding ? "add" : "remove", "user").of(users, user -> {
                var member = members + homes.member(cloud, user);
                if (adding) {
                    api.put(member, null);
                } else {
                    api.delete(member);
                }
            });
        }
    }

    @Command(description = "Check user membership in group")
    public static final class Contains extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<group>", description = "Group to check (name or ID)")
        private String group;

        @Parameters(index = "1", paramLabel = "<user>", description = "User to check (name or ID)")
        private String user;

        @Mixin
        private final Homes homes = new Homes();

        @Override
        protected void run() {
            var member = homes.members(cloud, group) + homes.member(cloud, user);
            if (cloud.identity().exists(member)) {
                terminal.out().println(SafeText.escaped(user + " in group " + group));
            } else {
                terminal.err().println(SafeText.escaped(user + " not in group " + group));
            }
        }
    }
}
