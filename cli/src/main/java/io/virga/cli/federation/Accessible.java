package io.virga.cli.federation;

import io.virga.cli.identity.Kinds;
import io.virga.cli.output.Column;
import io.virga.cli.resource.Kind;
import java.util.List;

/// Where the caller may work: a federated user learns it by `virga federation project list`.
public final class Accessible {

    public static final Kind DOMAIN = Kinds.DOMAIN.under("/auth");
    public static final Kind PROJECT = Kinds.PROJECT.under("/auth");

    private Accessible() {}

    public static List<Column> domains() {
        return Column.all("ID", "id", "Enabled", "enabled", "Name", "name", "Description", "description");
    }

    public static List<Column> projects() {
        return Column.all("ID", "id", "Domain ID", "domain_id", "Enabled", "enabled", "Name", "name");
    }
}
