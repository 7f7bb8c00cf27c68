package io.virga.cli.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.cli.failure.CliFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudSettingsTest {

    private static final String CLOUDS = """
            clouds:
              lab:
                region_name: RegionOne
                verify: false
                auth:
                  auth_url: http://lab:5000/v3
                  username: ada
                  project_name: demo
              other:
                auth: {auth_url: "http://other:5000", username: bob, password: 1234}
            """;

    @TempDir
    private Path folder;

    @Test
    void joinsTheSecretsOfSecureYaml() throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), CLOUDS);
        Files.writeString(folder.resolve("secure.yaml"), "clouds: {lab: {auth: {password: hidden}}}");

        var settings = resolve(Map.of("cloud", "lab"), Map.of());

        assertThat(settings.get("password")).contains("hidden");
        assertThat(settings.get("auth_url")).contains("http://lab:5000/v3");
        assertThat(settings.get("region_name")).contains("RegionOne");
        assertThat(settings.isFalse("verify")).isTrue();
        assertThat(settings.origin()).contains("'lab'").contains("clouds.yaml");
    }

    @Test
    void optionsBeatVariablesAndVariablesBeatTheFile() throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), CLOUDS);

        var settings = resolve(
                Map.of("project_name", "from-option"),
                Map.of("OS_CLOUD", "lab", "OS_PROJECT_NAME", "from-variable", "OS_USERNAME", "from-variable"));

        assertThat(settings.get("project_name")).contains("from-option");
        assertThat(settings.get("username")).contains("from-variable");
        assertThat(settings.get("auth_url")).contains("http://lab:5000/v3");
    }

    @Test
    void theNamedFileComesFirst() throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), CLOUDS);
        var named = Files.writeString(folder.resolve("mine.yaml"), "clouds: {only: {auth: {username: eve}}}");

        var settings = resolve(Map.of(), Map.of("OS_CLIENT_CONFIG_FILE", named.toString()));

        assertThat(settings.get("username")).contains("eve");
    }

    @Test
    void anUnknownCloudIsToldWithTheKnownOnes() throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), CLOUDS);

        assertThatThrownBy(() -> resolve(Map.of("cloud", "nix"), Map.of()))
                .isInstanceOfSatisfying(
                        CliFailure.class,
                        failure -> assertThat(failure.advice()).contains("lab, other"));
    }

    @Test
    void aBrokenFileDoesNotGiveItsContentAway() throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), "clouds:\n  lab:\n    password: \"hidden\n  x: [");

        assertThatThrownBy(() -> resolve(Map.of("cloud", "lab"), Map.of()))
                .hasMessageContaining("clouds.yaml")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void oldVariableNamesStillCount() {
        var settings = resolve(Map.of(), Map.of("OS_AUTH_URL", "http://x", "OS_TENANT_NAME", "demo"));

        assertThat(settings.get("project_name")).contains("demo");
    }

    @Test
    void credentialsOfEveryKind() {
        var password =
                body(Map.of("username", "ada", "password", "p", "project_name", "demo", "user_domain_name", "Default"));
        var token = body(Map.of("token", "t", "project_id", "42"));
        var application = body(
                Map.of("application_credential_id", "a", "application_credential_secret", "s", "project_id", "42"));
        var system = body(Map.of("user_id", "u", "password", "p", "system_scope", "all"));

        assertThat(password).isEqualTo("""
                {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"ada","domain":{"name":"Default"},"password":"p"}}},"scope":{"project":{"name":"demo","domain":{"id":"default"}}}}}""");
        assertThat(token).isEqualTo("""
                {"auth":{"identity":{"methods":["token"],"token":{"id":"t"}},"scope":{"project":{"id":"42"}}}}""");
        assertThat(application).isEqualTo("""
                {"auth":{"identity":{"methods":["application_credential"],"application_credential":{"secret":"s","id":"a"}}}}""");
        assertThat(system).contains("\"scope\":{\"system\":{\"all\":true}}");
    }

    @Test
    void severalProofsAtOnce() {
        var both = body(Map.of("auth_type", "v3multifactor", "user_id", "u", "password", "p", "passcode", "123456"));
        var passcode = body(Map.of("auth_type", "v3totp", "user_id", "u", "passcode", "123456"));
        var named = body(Map.of(
                "auth_type",
                "v3multifactor",
                "auth_methods",
                "v3token, v3totp",
                "token",
                "t",
                "user_id",
                "u",
                "passcode",
                "1"));

        assertThat(both).isEqualTo("""
                {"auth":{"identity":{"methods":["password","totp"],"password":{"user":{"id":"u","password":"p"}},"totp":{"user":{"id":"u","passcode":"123456"}}}}}""");
        assertThat(passcode).isEqualTo("""
                {"auth":{"identity":{"methods":["totp"],"totp":{"user":{"id":"u","passcode":"123456"}}}}}""");
        assertThat(named).contains("\"methods\":[\"token\",\"totp\"]");
    }

    @Test
    void aTrustIsAScope() {
        assertThat(body(Map.of("user_id", "u", "password", "p", "trust_id", "t1")))
                .contains("\"scope\":{\"OS-TRUST:trust\":{\"id\":\"t1\"}}");
    }

    @Test
    void anApplicationCredentialByName() {
        assertThat(body(Map.of(
                        "application_credential_name", "a", "application_credential_secret", "s", "user_id", "u")))
                .contains("\"application_credential\":{\"secret\":\"s\",\"name\":\"a\",\"user\":{\"id\":\"u\"}}");
    }

    @Test
    void listsInCloudsYaml() throws IOException {
        Files.writeString(
                folder.resolve("clouds.yaml"),
                "clouds: {mfa: {auth_type: v3multifactor, auth_methods: [v3password, v3totp], auth: {auth_url: x}}}");

        assertThat(resolve(Map.of("cloud", "mfa"), Map.of()).get("auth_methods"))
                .contains("v3password,v3totp");
    }

    private String body(Map<String, String> options) {
        return new Credentials(resolve(options, Map.of("OS_AUTH_URL", "http://x")))
                .request()
                .toString();
    }

    private CloudSettings resolve(Map<String, String> options, Map<String, String> environment) {
        var files = CloudsFiles.searching(environment, folder, folder.resolve("home"));
        return CloudSettings.resolve(options, environment, files);
    }
}
