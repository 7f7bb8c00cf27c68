package io.virga.identity.discovery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class DiscoveryResourceTest {

    @Test
    void theRootOffersItsVersions() {
        given().header("Host", "cloud.example:1234")
                .redirects()
                .follow(false)
                .get("/")
                .then()
                .statusCode(300)
                .header("Location", equalTo("http://cloud.example:1234/v3/"))
                .body("versions.values[0].id", equalTo("v3.14"))
                .body("versions.values[0].links[0].href", equalTo("http://cloud.example:1234/v3/"))
                .body("versions.values[0].'media-types'[0].base", equalTo("application/json"));
    }

    @Test
    void theVersionIsThereWithAndWithoutASlash() {
        given().get("/v3").then().statusCode(200).body("version.status", equalTo("stable"));
        given().get("/v3/").then().statusCode(200).body("version.id", equalTo("v3.14"));
    }

    @Test
    void whatDoesNotExistIsAnsweredInTheEnvelope() {
        given().get("/v3/nothing").then().statusCode(404).body("error.title", equalTo("Not Found"));
    }
}
