package io.virga.identity.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {

    @Test
    void projectAndUserAreFilledIn() {
        assertThat(fill("http://x/v1/$(project_id)s/%(tenant_id)s?u=$(user_id)s"))
                .contains("http://x/v1/p1/p1?u=u1");
    }

    @Test
    void whatWasFilledInIsNotReadAgain() {
        var url = UrlTemplate.parse("http://x/$(user_id)s").orElseThrow();
        assertThat(url.fill("$(project_id)s\\1$0", Optional.of("p1"))).contains("http://x/$(project_id)s\\1$0");
    }

    @Test
    void aUrlThatNeedsAProjectIsNothingWithoutOne() {
        var url = UrlTemplate.parse("http://x/%(project_id)s").orElseThrow();
        assertThat(url.fill("u1", Optional.empty())).isEmpty();
        assertThat(UrlTemplate.parse("http://x/%20y").orElseThrow().fill("u1", Optional.empty()))
                .contains("http://x/%20y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://x/$(admin_token)s",
                "http://x/%(password)s",
                "http://x/$(project_id)",
                "http://x/%(project_id)d",
                "http://x/$$(project_id)s(user_id)s$(",
                "no url",
                "http:"
            })
    void nothingElseIsEverFilledIn(String url) {
        assertThat(UrlTemplate.parse(url)).isEmpty();
    }

    private static Optional<String> fill(String url) {
        return UrlTemplate.parse(url).orElseThrow().fill("u1", Optional.of("p1"));
    }
}
