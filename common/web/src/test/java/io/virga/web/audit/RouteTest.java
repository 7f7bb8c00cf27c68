package io.virga.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTest {

    @Test
    void theKindOfThingIsWhatThePathSpellsOutWithoutTheVersion() {
        assertThat(Route.parse("/v3/projects/{project}/users/{user}/roles/{role}")
                        .typeUri("identity"))
                .isEqualTo("service/identity/projects/users/roles");
        assertThat(Route.parse("/v2.1/servers/{id}/action").typeUri("compute"))
                .isEqualTo("service/compute/servers/action");
        assertThat(Route.parse("/").typeUri("image")).isEqualTo("service/image");
    }

    @Test
    void patternsOfParametersMayHoldAnything() {
        var route = Route.parse("/v3/system/{actors: users|groups}/{actor:[^/]{1,64}}/roles/{role}");
        assertThat(route.typeUri("identity")).isEqualTo("service/identity/system/roles");
        assertThat(route.filled(Map.of("actors", "users", "role", "r1")::get))
                .isEqualTo("/v3/system/users/{actor}/roles/r1");
    }

    @Test
    void theLastParameterNamesTheThing() {
        assertThat(Route.parse("/v2.1/servers/{id}/os-interface/{port}").lastParameter())
                .contains("port");
        assertThat(Route.parse("/v2.1/servers/{id}/action").lastParameter()).contains("id");
        assertThat(Route.parse("/v2.1/servers").lastParameter()).isEmpty();
        assertThat(Route.parse("/v2.1/servers").endsWithParameter()).isFalse();
        assertThat(Route.parse("/v2.1/servers/{id}").endsWithParameter()).isTrue();
    }
}
