package io.virga.identity.token;

import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.web.Fields;
import io.virga.web.token.TokenVerifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What `POST /v3/auth/tokens` was asked for: how somebody proves who they are, and where they want to work. When
/// several ways are given, all of them must hold.
record TokenRequest(List<Proof> proofs, WantedScope scope) {

    private static final int MAX_NAME = 255;
    private static final int MAX_PASSWORD = 4096;
    private static final int MAX_TOKEN = TokenVerifier.LONGEST;
    private static final int MAX_METHODS = 8;

    sealed interface Proof {
        record Password(UserName user, String password) implements Proof {}

        record Token(String token) implements Proof {}

        /// What was proved by an earlier request, as the receipt says.
        record Earlier(String receipt) implements Proof {}

        record Totp(UserName user, String passcode) implements Proof {}

        /// By id, or by name and user.
        record ApplicationCredential(Optional<String> id, Optional<String> name, Optional<UserName> user, String secret)
                implements Proof {}
    }

    /// A user by id, or by name and domain.
    record UserName(Optional<String> id, Optional<String> name, Optional<DomainName> domain) {}

    /// A domain by id or by name.
    record DomainName(Optional<String> id, Optional<String> name) {}

    sealed interface WantedScope {
        record Project(Optional<String> id, Optional<String> name, Optional<DomainName> domain)
                implements WantedScope {}

        record Domain(DomainName domain) implements WantedScope {}

        record System() implements WantedScope {}

        record Unscoped() implements WantedScope {}

        /// Where a key is good, and for which roles at most.
        record Key(String projectId, Set<String> roleIds) implements WantedScope {}

        /// Where the trust is good.
        record Trust(String id) implements WantedScope {}

        /// The user's default project, if there is one and the user may work there.
        record Default() implements WantedScope {}
    }

    static TokenRequest parse(String body) {
        var auth = Fields.parse(body).object("auth");
        var identity = auth.object("identity");
        var methods = identity.texts("methods", MAX_METHODS, MAX_NAME);
        if (methods.isEmpty()) {
            throw new Invalid("auth.identity.methods: at least one method is expected.");
        }
        var proofs = methods.stream().distinct().map(method -> proof(method, identity));
        return new TokenRequest(proofs.toList(), scope(auth));
    }

    /// The same, with what an earlier request proved.
    TokenRequest after(String receipt) {
        return new TokenRequest(
                Stream.concat(Stream.of(new Proof.Earlier(receipt)), proofs.stream())
                        .toList(),
                scope);
    }

    private static Proof proof(String method, Fields identity) {
        return switch (method) {
            case "password" -> {
                var user = identity.object("password").object("user");
                yield new Proof.Password(user(user), user.text("password", 0, MAX_PASSWORD));
            }
            case "token" -> new Proof.Token(identity.object("token").text("id", 1, MAX_TOKEN));
            case "totp" -> {
                var user = identity.object("totp").object("user");
                yield new Proof.Totp(user(user), user.text("passcode", 1, MAX_NAME));
            }
            case "application_credential" -> applicationCredential(identity.object("application_credential"));
            default -> throw new Unauthenticated("Attempted to authenticate with an unsupported method.");
        };
    }

    private static Proof applicationCredential(Fields credential) {
        var id = credential.optionalText("id", 1, MAX_NAME);
        var name = credential.optionalText("name", 1, MAX_NAME);
        var user = credential.optionalObject("user").map(TokenRequest::user);
        if (id.isEmpty() && (name.isEmpty() || user.isEmpty())) {
            throw new Invalid("auth.identity.application_credential: an id, or a name and a user are expected.");
        }
        return new Proof.ApplicationCredential(id, name, user, credential.text("secret", 1, MAX_PASSWORD));
    }

    private static UserName user(Fields user) {
        var id = user.optionalText("id", 1, MAX_NAME);
        var name = user.optionalText("name", 1, MAX_NAME);
        var domain = user.optionalObject("domain").map(TokenRequest::domain);
        if (id.isEmpty() && (name.isEmpty() || domain.isEmpty())) {
            throw new Invalid("auth.identity: of the user an id, or a name and a domain are expected.");
        }
        return new UserName(id, name, domain);
    }

    private static DomainName domain(Fields domain) {
        var id = domain.optionalText("id", 1, MAX_NAME);
        var name = domain.optionalText("name", 1, MAX_NAME);
        if (id.isEmpty() && name.isEmpty()) {
            throw new Invalid("A domain needs an id or a name.");
        }
        return new DomainName(id, name);
    }

    private static WantedScope scope(Fields auth) {
        if (auth.json("scope").asText("").equals("unscoped")) {
            return new WantedScope.Unscoped();
        }
        var given = auth.optionalObject("scope");
        if (given.isEmpty()) {
            return new WantedScope.Default();
        }
        var scope = given.get();
        if (scope.keys().size() != 1) {
            throw new Invalid(
                    "auth.scope: exactly one of project, domain, system, OS-TRUST:trust and unscoped is expected.");
        }
        return switch (scope.keys().iterator().next()) {
            case "project" -> project(scope.object("project"));
            case "domain" -> new WantedScope.Domain(domain(scope.object("domain")));
            case "system" -> {
                if (!scope.object("system").bool("all")) {
                    throw new Invalid("auth.scope.system.all: true is expected.");
                }
                yield new WantedScope.System();
            }
            case "unscoped" -> new WantedScope.Unscoped();
            case "OS-TRUST:trust" ->
                new WantedScope.Trust(scope.object("OS-TRUST:trust").text("id", 1, MAX_NAME));
            default ->
                throw new Invalid(
                        "auth.scope: one of project, domain, system, OS-TRUST:trust and unscoped is expected.");
        };
    }

    private static WantedScope project(Fields project) {
        var id = project.optionalText("id", 1, MAX_NAME);
        var name = project.optionalText("name", 1, MAX_NAME);
        var domain = project.optionalObject("domain").map(TokenRequest::domain);
        if (id.isEmpty() && (name.isEmpty() || domain.isEmpty())) {
            throw new Invalid("auth.scope.project: an id, or a name and a domain are expected.");
        }
        return new WantedScope.Project(id, name, domain);
    }
}
