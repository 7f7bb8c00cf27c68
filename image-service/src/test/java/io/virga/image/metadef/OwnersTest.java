package io.virga.image.metadef;

import static io.virga.image.metadef.MetadefCalls.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.ImageCalls;
import io.virga.image.S3Server;
import io.virga.image.metadef.namespace.NamespaceDraft;
import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ProjectId;
import io.virga.model.UserId;
import io.virga.testing.Backing;
import io.virga.web.Fields;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What holds where an operator's policy lets members of projects change namespaces.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@Tag("SEC-25")
class OwnersTest {

    private static final ContentsDraft NOTHING = ContentsDraft.parse(Fields.parse("{}"));

    private final Caller owner = member(ImageCalls.newProject());
    private final Caller stranger = member(ImageCalls.newProject());
    private final String name = newName();

    @Inject
    NamespaceService service;

    @Test
    void aMemberChangesWhatIsTheirOwnProjects() {
        service.create(owner, draft("private"), NOTHING);

        service.update(owner, name, draft("public"));
        service.delete(owner, name);
        assertThatThrownBy(() -> service.show(owner, name)).isInstanceOf(NotFound.class);
    }

    @Test
    void nobodyElseDoes() {
        service.create(owner, draft("public"), NOTHING);

        assertThatThrownBy(() -> service.update(stranger, name, draft("private")))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> service.delete(stranger, name)).isInstanceOf(Forbidden.class);
        service.update(owner, name, draft("private"));
        assertThatThrownBy(() -> service.update(stranger, name, draft("public")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> service.delete(stranger, name)).isInstanceOf(NotFound.class);
        assertThat(service.show(owner, name).namespace().visibility().word()).isEqualTo("private");
    }

    @Test
    void nobodyGivesTheirNamespaceToAnotherProject() {
        var foreign = NamespaceDraft.parse(
                Fields.parse("""
                {"namespace": "%s", "owner": "%s"}""".formatted(name, stranger.project().value())));

        assertThatThrownBy(() -> service.create(owner, foreign, NOTHING)).isInstanceOf(Forbidden.class);
        service.create(owner, draft("private"), NOTHING);
        assertThatThrownBy(() -> service.update(owner, name, foreign)).isInstanceOf(Forbidden.class);
    }

    private NamespaceDraft draft(String visibility) {
        return NamespaceDraft.parse(Fields.parse("""
                {"namespace": "%s", "visibility": "%s"}""".formatted(name, visibility)));
    }

    private static Caller member(String project) {
        var scope = new Caller.Scope.Project(new ProjectId(project));
        return new Caller(new UserId("ada"), "ada", scope, Set.of("member", "reader"), false);
    }
}
