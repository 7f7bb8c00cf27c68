package io.virga.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.model.Caller;
import io.virga.model.Caller.Scope;
import io.virga.model.ProjectId;
import io.virga.model.UserId;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("SEC-22")
class AccessTest {

    @ParameterizedTest(name = "{0} with {1} in a project ({2}): {3}")
    @CsvSource({
        "PROJECT_READER, reader, true, true",
        "PROJECT_READER, reader, false, false",
        "PROJECT_READER, none, true, false",
        "PROJECT_MEMBER, reader, true, false",
        "PROJECT_MEMBER, member, true, true",
        "PROJECT_MEMBER, member, false, false",
        "SERVICE, member, true, false",
        "SERVICE, service, true, true",
        "PROJECT_MEMBER, service, true, false",
        "SYSTEM_READER, reader, true, false",
        "DOMAIN_READER, reader, true, false",
        "ADMIN, service, true, false",
        "ADMIN, member, true, false",
        "ADMIN, admin, false, true",
        "AUTHENTICATED, none, false, true",
    })
    void admits(Access access, String role, boolean inProject, boolean admitted) {
        var scope = inProject ? new Scope.Project(new ProjectId("p")) : new Scope.Unscoped();
        var caller = new Caller(new UserId("u"), "u", scope, Set.of(role), false);

        assertThat(access.admits(caller)).isEqualTo(admitted);
    }
}
