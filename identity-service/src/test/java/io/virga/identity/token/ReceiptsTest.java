package io.virga.identity.token;

import static io.restassured.RestAssured.given;
import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byPassword;
import static io.virga.identity.Cloud.byToken;
import static io.virga.identity.Cloud.inProject;
import static io.virga.identity.Cloud.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.virga.identity.Cloud;
import io.virga.identity.Cloud.Tenant;
import io.virga.testing.Backing;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A user whose rules want an application credential beside the password, so that no test has to wait for the next
/// one-time code.
@QuarkusTest
@QuarkusTestResource(Backing.class)
class ReceiptsTest {

    private static final String HEADER = "Openstack-Auth-Receipt";

    private static final String TWO = "[[\"password\",\"application_credential\"],[\"totp\"]]";

    private record Careful(Tenant tenant, String credential) {

        static Careful user() {
            var tenant = Cloud.tenant();
            var made = as(tenant.logIn())
                    .body("{\"application_credential\":{\"name\":\"second\"}}")
                    .post("/v3/users/{u}/application_credentials", tenant.userId())
                    .then()
                    .statusCode(201)
                    .extract();
            var credential = "{\"methods\":[\"application_credential\"],"
                    + "\"application_credential\":{\"id\":\"%s\",\"secret\":\"%s\"}}"
                            .formatted(
                                    made.<String>path("application_credential.id"),
                                    made.<String>path("application_credential.secret"));
            demand(tenant, TWO);
            return new Careful(tenant, credential);
        }

        String password() {
            return byPassword(tenant.name(), tenant.name());
        }

        String receipt() {
            return ask(password(), "").then().statusCode(401).extract().header(HEADER);
        }
    }

    private static void demand(Tenant tenant, String rules) {
        asAdmin()
                .body("{\"user\":{\"options\":{\"multi_factor_auth_rules\":%s}}}".formatted(rules))
                .patch("/v3/users/{u}", tenant.userId())
                .then()
                .statusCode(200);
    }

    private static Response after(String receipt, String identity) {
        return given().header(HEADER, receipt)
                .contentType(ContentType.JSON)
                .body("{\"auth\":{\"identity\":%s}}".formatted(identity))
                .post("/v3/auth/tokens");
    }

    @Test
    void aPartOfWhatIsDemandedGivesAReceiptThatSaysWhatIsMissing() {
        var careful = Careful.user();
        ask(careful.password(), inProject(careful.tenant.name()))
                .then()
                .statusCode(401)
                .header("X-Subject-Token", nullValue())
                .body("receipt.methods", contains("password"))
                .body("receipt.user.id", equalTo(careful.tenant.userId()))
                .body("receipt.user.domain.name", equalTo("Default"))
                .body("required_auth_methods", equalTo(List.of(List.of("password", "application_credential"))));
    }

    @Test
    void theRestGivesAToken() {
        var careful = Careful.user();
        after(careful.receipt(), careful.credential)
                .then()
                .statusCode(201)
                .body("token.methods", containsInAnyOrder("password", "application_credential"));
    }

    @Test
    void theSameMethodAgainIsNoSecondOne() {
        var careful = Careful.user();
        after(careful.receipt(), careful.password()).then().statusCode(401);
    }

    @Test
    void aWrongProofGivesNoReceiptNorDoesOneThatNoRuleNames() {
        var careful = Careful.user();
        ask(byPassword(careful.tenant.name(), "wrong"), "")
                .then()
                .statusCode(401)
                .header(HEADER, nullValue())
                .body("error.code", equalTo(401));
        demand(careful.tenant, "[[\"totp\"]]");
        ask(careful.password(), "").then().statusCode(401).header(HEADER, nullValue());
    }

    @Test
    @Tag("SEC-19")
    void whatGivesLessThanAllGivesNoReceipt() {
        var careful = Careful.user();
        ask(careful.credential, "").then().statusCode(401).header(HEADER, nullValue());
    }

    @Test
    @Tag("SEC-21")
    void aReceiptIsNoTokenAndATokenIsNoReceipt() {
        var careful = Careful.user();
        var receipt = careful.receipt();
        as(receipt).get("/v3/auth/projects").then().statusCode(401);
        ask(byToken(receipt), "").then().statusCode(401);
        after(tenant().logIn(), careful.credential).then().statusCode(401);
        after(receipt.substring(0, receipt.length() - 8) + "AAAAAAAA", careful.credential)
                .then()
                .statusCode(401);
    }

    @Test
    @Tag("SEC-21")
    void itIsGoodForItsUserOnly() {
        after(Careful.user().receipt(), Careful.user().credential).then().statusCode(401);
    }

    @Test
    @Tag("SEC-21")
    void anotherPasswordEndsIt() {
        var careful = Careful.user();
        var receipt = careful.receipt();
        asAdmin()
                .body("{\"user\":{\"password\":\"another one\"}}")
                .patch("/v3/users/{u}", careful.tenant.userId())
                .then()
                .statusCode(200);
        assertThat(after(receipt, careful.credential).statusCode()).isEqualTo(401);
    }
}
