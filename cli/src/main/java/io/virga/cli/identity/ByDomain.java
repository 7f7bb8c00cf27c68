package io.virga.cli.identity;

import io.virga.cli.auth.Query;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.ShowThing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `show` and `delete` of things whose names are unique within a domain only.
public final class ByDomain {

    private ByDomain() {}

    @Command(description = "Display details")
    public static final class Show extends ShowThing {
        @Mixin
        private final Options.InDomain in = new Options.InDomain();

        public Show(Kind kind) {
            super(kind);
        }

        @Override
        protected Query narrowedBy() {
            return new Directory(cloud).within(in.domain);
        }
    }

    @Command(description = "Delete one or more")
    public static final class Delete extends DeleteThings {
        @Mixin
        private final Options.InDomain in = new Options.InDomain();

        public Delete(Kind kind) {
            super(kind);
        }

        @Override
        protected Query narrowedBy() {
            return new Directory(cloud).within(in.domain);
        }
    }
}
