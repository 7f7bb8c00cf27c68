package io.virga.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MadeTest {

    private record View(UUID id, String name, String password) {}

    private record One(View user) {}

    private static final UUID ID = UUID.fromString("5f0c1e0e-7c53-4c6d-9f04-0a4c8f3f6a11");

    @Test
    void idAndNameAreFoundInEachOfTheShapesThatAnswersHave() throws Exception {
        var expected = new Made(ID.toString(), "alice");
        var view = new View(ID, "alice", "secret");
        assertThat(Made.in(new One(view), "users")).contains(expected);
        assertThat(Made.in(view, "users")).contains(expected);
        assertThat(Made.in(Map.of("user", view), "users")).contains(expected);
        assertThat(Made.in(Map.of("user", Map.of("id", ID, "name", "alice")), "users"))
                .contains(expected);
        var json = new ObjectMapper().readTree("{\"user\":{\"id\":\"%s\",\"name\":\"alice\"}}".formatted(ID));
        assertThat(Made.in(json, "users")).contains(expected);
    }

    @Test
    void whatUsersWroteUnderSuchNamesIsNotTaken() {
        var written = Map.of("id", "secret", "name", "secret");
        assertThat(Made.in(Map.of("metadata", written), "metadata")).isEmpty();
        assertThat(Made.in(Map.of("extra_specs", written), "os-extra_specs")).isEmpty();
    }

    @Test
    void anAnswerWithoutOneThingHasNone() {
        assertThat(Made.in(null, "users")).isEmpty();
        assertThat(Made.in("text", "users")).isEmpty();
        assertThat(Made.in(Map.of("users", List.of(Map.of("id", ID))), "users")).isEmpty();
        assertThat(Made.in(Map.of("user", Map.of("id", Map.of("deep", "er"))), "users"))
                .isEmpty();
    }
}
