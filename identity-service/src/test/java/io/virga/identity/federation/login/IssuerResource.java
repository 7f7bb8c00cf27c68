package io.virga.identity.federation.login;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// An issuer that the service under test trusts as the identity provider `company`.
public final class IssuerResource implements QuarkusTestResourceLifecycleManager {

    static TestIssuer issuer;

    @Override
    public Map<String, String> start() {
        issuer = new TestIssuer();
        return Map.of(
                "identity.federation.providers.company.issuer",
                issuer.url(),
                "identity.federation.providers.company.jwks-url",
                issuer.url() + "/keys",
                "identity.federation.providers.company.audience",
                TestIssuer.AUDIENCE,
                "quarkus.oidc.tenant-enabled",
                "true",
                "quarkus.oidc.auth-server-url",
                issuer.url(),
                "quarkus.oidc.discovery-enabled",
                "false",
                "quarkus.oidc.jwks-path",
                "/keys",
                "quarkus.oidc.token.issuer",
                issuer.url(),
                "quarkus.oidc.token.audience",
                TestIssuer.AUDIENCE);
    }

    @Override
    public void stop() {
        if (issuer != null) {
            issuer.stop();
        }
    }
}
