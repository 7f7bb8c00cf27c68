package io.virga.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/// The options that every command takes, before or after its words: whom to log in as, where, and how talkative to be.
final class GlobalOptions {

    private static final String LOGIN = """
            cloud                          Cloud name in clouds.yaml (Env: OS_CLOUD)
            auth-type                      password (default), token, v3applicationcredential, v3totp, v3multifactor, v3oidc…
            auth-url                       Identity service, such as http://127.0.0.1:5000/v3 (Env: OS_AUTH_URL)
            username                       User name (Env: OS_USERNAME)
            user-id                        User ID
            password                       Password (Env: OS_PASSWORD)
            token                          A token instead of a password
            user-domain-name               Domain of the user
            user-domain-id                 Domain ID of the user
            project-name                   Project to work in (Env: OS_PROJECT_NAME)
            project-id                     Project ID
            project-domain-name            Domain of the project
            project-domain-id              Domain ID of the project
            default-domain                 Domain ID where none is given (default)
            domain-name                    Domain to work in
            domain-id                      Domain ID to work in
            system-scope                   all: work on the whole cloud
            application-credential-id      Application credential ID
            application-credential-name    Application credential name
            application-credential-secret  Application credential secret
            trust-id                       Trust to act on
            auth-methods                   For v3multifactor: v3password,v3totp (default)
            passcode                       One-time passcode, for v3totp
            identity-provider              Identity provider, for v3oidc…
            protocol                       Federation protocol, for v3oidc…
            client-id                      OpenID Connect client
            client-secret                  Secret of the client
            openid-scope                   openid profile (default)
            access-token-endpoint          Where the identity provider issues tokens
            discovery-endpoint             Its document with that address (…/.well-known/openid-configuration)
            access-token-type              access_token (default) or id_token
            access-token                   Access token, for v3oidcaccesstoken
            code                           Authorization code, for v3oidcauthcode
            redirect-uri                   Where the code was sent, for v3oidcauthcode
            region-name                    Region (Env: OS_REGION_NAME)
            interface                      public (default), internal or admin
            cacert                         File with the authorities to trust (Env: OS_CACERT)
            compute-api-version            Compute microversion, such as 2.45
            identity-api-version           Accepted; always 3
            image-api-version              Accepted; always 2
            network-api-version            Accepted; always 2
            """;

    private static final Map<String, String> SWITCHES = Map.of(
            "--insecure", "Trust any certificate",
            "--verify", "Check certificates (default)",
            "--debug", "Show requests and answers on stderr, without secrets",
            "--timing", "Show on stderr how long each request takes",
            "--verbose", "Accepted; --debug shows more",
            "--quiet", "Accepted; nothing is printed but results");

    private static final Set<String> SHORT_SWITCHES = Set.of("-v", "-q");

    private final Map<String, String> given = new HashMap<>();

    /// Only what the arguments mention becomes an option of the parser: building all of them takes longer than a
    /// request.
    void addTo(CommandSpec spec, List<String> arguments) {
        LOGIN.lines().map(line -> line.substring(0, line.indexOf(' '))).forEach(name -> {
            if (mentioned("--os-" + name, arguments)) {
                spec.addOption(OptionSpec.builder("--os-" + name)
                        .type(String.class)
                        .arity("1")
                        .paramLabel("<" + name + ">")
                        .setter(setter(name.replace('-', '_')))
                        .hidden(true)
                        .build());
            }
        });
        SWITCHES.keySet().stream()
                .filter(name -> Stream.of(names(name)).anyMatch(one -> mentioned(one, arguments)))
                .forEach(name -> spec.addOption(OptionSpec.builder(names(name))
                        .type(boolean.class)
                        .arity("0")
                        .setter(setter(name.substring(2)))
                        .hidden(true)
                        .build()));
    }

    private static boolean mentioned(String option, List<String> arguments) {
        return arguments.stream().anyMatch(argument -> argument.equals(option) || argument.startsWith(option + "="));
    }

    /// The help text, one line an option. Single commands leave it out: it would drown their own options.
    static String help() {
        var login = LOGIN.lines().map(line -> "  --os-" + line);
        var switches = new TreeMap<>(SWITCHES)
                .entrySet().stream().map(entry -> "  %-35s %s".formatted(entry.getKey(), entry.getValue()));
        return Stream.concat(login, switches).collect(Collectors.joining("\n"));
    }

    private static String[] names(String name) {
        return switch (name) {
            case "--verbose" -> new String[] {"-v", name};
            case "--quiet" -> new String[] {"-q", name};
            default -> new String[] {name};
        };
    }

    private ISetter setter(String key) {
        return new ISetter() {
            @Override
            public <T> T set(T value) {
                if (value != null && !Boolean.FALSE.equals(value)) {
                    given.put(key, value.toString());
                }
                return null;
            }
        };
    }

    Map<String, String> given() {
        return given;
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    /// How many arguments this one takes with it when it stands before the command's words; -1 when it is no option
    /// known here.
    static int arity(String argument) {
        if (SWITCHES.containsKey(argument) || SHORT_SWITCHES.contains(argument)) {
            return 0;
        }
        if (!argument.startsWith("--os-")) {
            return -1;
        }
        return argument.contains("=") ? 0 : 1;
    }
}
