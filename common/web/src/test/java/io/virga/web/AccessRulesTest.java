package io.virga.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.contract.identity.TokenClaims.AccessRule;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SEC-19")
class AccessRulesTest {

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "/v2.1/servers, /v2.1/servers, true",
        "/v2.1/servers, /v2.1/servers/, true",
        "/v2.1/servers/, /v2.1/servers, true",
        "/v2.1/servers, /v2.1/servers/detail, false",
        "/v2.1/servers, /v2.1/serversx, false",
        "/v2.1/servers, /v2X1/servers, false",
        "/v2.1/servers/*, /v2.1/servers/4711, true",
        "/v2.1/servers/*, /v2.1/servers, false",
        "/v2.1/servers/*, /v2.1/servers/, false",
        "/v2.1/servers/*, /v2.1/servers/4711/action, false",
        "/v2.1/servers/*/ips, /v2.1/servers/4711/ips, true",
        "/v2.1/servers/*/ips, /v2.1/servers/a/b/ips, false",
        "/v2.1/servers/{server_id}/ips, /v2.1/servers/4711/ips, true",
        "/v2.1/servers/{server_id}/ips, /v2.1/servers//ips, false",
        "/v2.1/{a}/{b}, /v2.1/x/y, true",
        "/v2.1/{a, /v2.1/{a, true",
        "/v2.1/s*s, /v2.1/servers, true",
        "/v2.1/**, /v2.1/servers/4711/action, true",
        "/v2.1/**, /v2.1, false",
        "/v2.1/**, /v2.10/servers, false",
        "/**, /anything/at/all, true",
        "/**/action, /v2.1/servers/4711/action, true",
        "/**/action, /v2.1/servers/4711/actions, false",
        "/v2/images/*, /v2/images/b%C3%BCcher, true",
        "/v2/images/a+b, /v2/images/a+b, true",
        "/v2/images/a b, /v2/images/a%20b, true",
    })
    void matches(String pattern, String path, boolean matches) {
        assertThat(allow(pattern, path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2.1/servers/../flavors",
                "/v2.1/servers/..",
                "/v2.1/servers/.",
                "/v2.1/servers/./x",
                "/v2.1/servers/%2e%2e/flavors",
                "/v2.1/servers/%2E%2E%2Fflavors",
                "/v2.1/servers/.%2e/flavors",
                "/v2.1/servers/a%2fb",
                "/v2.1/servers/a%5Cb",
                "/v2.1/servers/a\\b",
                "/v2.1/servers//a",
                "//v2.1/servers/a",
                "/v2.1/servers/a;b=c",
                "/v2.1/servers/a%3Bb",
                "/v2.1/servers/%252e%252e",
                "/v2.1/servers/a%00",
                "/v2.1/servers/a%0d%0a",
                "/v2.1/servers/a%1F",
                "/v2.1/servers/a%7f",
                "/v2.1/servers/%zz",
                "/v2.1/servers/%",
                "/v2.1/servers/%ff",
                "v2.1/servers/a",
                "",
            })
    void whatTwoReadersCouldUnderstandDifferentlyIsRefusedWhateverTheRulesAllow(String path) {
        assertThat(allow("/**", path)).isFalse();
        assertThat(allow("**", path)).isFalse();
    }

    @Test
    void methodAndServiceCountToo() {
        var rules = List.of(new AccessRule("compute", "GET", "/v2.1/servers"));

        assertThat(AccessRules.allow(rules, "compute", "GET", "/v2.1/servers")).isTrue();
        assertThat(AccessRules.allow(rules, "compute", "POST", "/v2.1/servers")).isFalse();
        assertThat(AccessRules.allow(rules, "compute", "HEAD", "/v2.1/servers")).isFalse();
        assertThat(AccessRules.allow(rules, "network", "GET", "/v2.1/servers")).isFalse();
        assertThat(AccessRules.allow(rules, "", "GET", "/v2.1/servers")).isFalse();
        assertThat(AccessRules.allow(List.of(), "compute", "GET", "/v2.1/servers"))
                .isFalse();
    }

    /// With a backtracking matcher this would not end.
    @Test
    @Tag("SEC-19")
    void aPatternMadeToBeSlowIsNot() {
        var pattern = "/" + "**a".repeat(70);

        assertThat(allow(pattern, "/" + "a".repeat(69) + "b".repeat(1_900))).isFalse();
        assertThat(allow(pattern, "/" + "a".repeat(2_000))).isTrue();
        assertThat(allow("/**", "/" + "a".repeat(3_000))).isFalse();
    }

    private static boolean allow(String pattern, String path) {
        return AccessRules.allow(List.of(new AccessRule("compute", "GET", pattern)), "compute", "GET", path);
    }
}
