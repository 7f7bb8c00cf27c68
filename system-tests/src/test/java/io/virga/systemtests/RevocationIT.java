package io.virga.systemtests;

import static io.virga.systemtests.Client.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was revoked stays revoked, and what was not stays good, whatever happens to the services meanwhile.
@ExtendWith(RunningCloud.class)
class RevocationIT {

    private static final Duration NEXT_KEY_SIGNS = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"openstack", "virga"})
    void aServiceThatWasDownRefusesWhatWasRevokedMeanwhile(String program, Cloud cloud) {
        var tenant = Tenant.create(cloud, program, "revoked");
        try {
            var revoked = Token.of(cloud, tenant.client());
            var kept = Token.of(cloud, tenant.client());
            revoked.assertGood();
            var down = List.of(Service.COMPUTE, Service.NETWORK, Service.IMAGE, Service.SCHEDULER);
            down.forEach(service -> cloud.kill(service.process()));
            tenant.client().run("token", "revoke", revoked.id());
            cloud.repair();
            revoked.assertRefused();
            kept.assertGood();
        } finally {
            tenant.delete();
        }
    }

    @Test
    void tokensOutliveTheKeyThatSignedThem(Cloud cloud) throws IOException {
        var tenant = Tenant.create(cloud, "virga", "rotated");
        try {
            var before = Token.of(cloud, tenant.client());
            before.assertGood();
            var key = cloud.admin("virga").value("id", words("identity key rotate"));
            before.assertGood();
            Token.of(cloud, tenant.client()).assertGood();

            Wait.until(
                    NEXT_KEY_SIGNS,
                    () -> assertThat(signer(Token.of(cloud, tenant.client()))).isEqualTo(key));
            var after = Token.of(cloud, tenant.client());
            assertThat(signer(before)).isNotEqualTo(key);
            assertThat(signer(after)).isEqualTo(key);
            after.assertGood();
            before.assertGood();
        } finally {
            tenant.delete();
        }
    }

    private static String signer(Token token) throws IOException {
        var header = Base64.getUrlDecoder().decode(token.id().split("\\.")[0]);
        return Http.JSON
                .readTree(new String(header, StandardCharsets.UTF_8))
                .path("kid")
                .asText();
    }
}
