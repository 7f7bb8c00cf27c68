package io.virga.cli.identity;

import io.virga.cli.auth.ApiFailure;
import io.virga.cli.auth.Query;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `… create` of things that bear a name of their own. With `--or-show` one that exists already is as good as a new
/// one.
abstract class CreateNamed extends ShowCommand {

    private final Kind kind;

    @Parameters(index = "0", paramLabel = "<name>", description = "New name")
    private String name;

    @Option(names = "--or-show", description = "Return the existing one, if there is one")
    private boolean orShow;

    CreateNamed(Kind kind) {
        this.kind = kind;
    }

    /// All but the name.
    abstract Body attributes();

    @Override
    protected final Details show() {
        var body = attributes().with("name", name);
        try {
            return new Things(cloud, kind).created(body);
        } catch (ApiFailure refusal) {
            if (!orShow || refusal.status() != 409) {
                throw refusal;
            }
            var domain = Query.of("domain_id", body.json().path("domain_id").asText(null));
            return kind.view().apply(new Finder(cloud).whole(kind, name, domain));
        }
    }
}
