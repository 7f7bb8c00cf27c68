package io.virga.identity.federation;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class FederationResourcesTest {

    private static final String ROOT = "/v3/OS-FEDERATION/";
    private static final String RULES =
            "\"rules\":[{\"local\":[{\"user\":{\"name\":\"{0}\"}}],\"remote\":[{\"type\":\"sub\"}]}]";

    @Test
    void anIdentityProviderIsMadeChangedAndDeleted() {
        var id = name("acme");
        put("identity_providers/" + id, "{\"identity_provider\":{\"remote_ids\":[\"%s-1\"]}}".formatted(id))
                .statusCode(201)
                .body("identity_provider.id", equalTo(id))
                .body("identity_provider.enabled", equalTo(false))
                .body("identity_provider.authorization_ttl", nullValue())
                .body("identity_provider.remote_ids", contains(id + "-1"))
                .body("identity_provider.links.self", endsWith(ROOT + "identity_providers/" + id))
                .body("identity_provider.links.protocols", endsWith(id + "/protocols"));
        String domain = get("identity_providers/" + id).extract().path("identity_provider.domain_id");
        asAdmin().get("/v3/domains/" + domain).then().body("domain.name", equalTo(id));
        put("identity_providers/" + id, "{\"identity_provider\":{}}").statusCode(409);
        patch(
                        "identity_providers/" + id,
                        "{\"identity_provider\":{\"enabled\":true,\"description\":\"d\",\"remote_ids\":[]}}")
                .statusCode(200)
                .body("identity_provider.enabled", equalTo(true))
                .body("identity_provider.remote_ids.size()", equalTo(0));
        get("identity_providers?enabled=true").body("identity_providers.id", hasItem(id));
        get("identity_providers?id=" + id).body("identity_providers.id", contains(id));
        delete("identity_providers/" + id).statusCode(204);
        get("identity_providers/" + id)
                .statusCode(404)
                .body("error.message", equalTo("Could not find identity provider: %s.".formatted(id)));
    }

    @Test
    void aRemoteIdBelongsToOneProvider() {
        var one = name("one");
        var two = name("two");
        var remote = name("remote");
        put("identity_providers/" + one, "{\"identity_provider\":{\"remote_ids\":[\"%s\"]}}".formatted(remote));
        put("identity_providers/" + two, "{\"identity_provider\":{\"remote_ids\":[\"%s\"]}}".formatted(remote))
                .statusCode(409)
                .body("error.message", containsString("remote ID"));
        get("identity_providers/" + two).statusCode(404);
        asAdmin().get("/v3/domains?name=" + two).then().body("domains.size()", equalTo(0));
    }

    @Test
    void aProtocolNeedsAProviderAndAMapping() {
        var idp = name("acme");
        var mapping = name("mapping");
        var protocol = "identity_providers/" + idp + "/protocols/openid";
        put("identity_providers/" + idp, "{\"identity_provider\":{}}").statusCode(201);
        put(protocol, "{\"protocol\":{\"mapping_id\":\"%s\"}}".formatted(mapping))
                .statusCode(400)
                .body("error.message", equalTo("Invalid mapping id: " + mapping));
        put("mappings/" + mapping, "{\"mapping\":{%s}}".formatted(RULES))
                .statusCode(201)
                .body("mapping.schema_version", equalTo("1.0"))
                .body("mapping.rules[0].remote[0].type", equalTo("sub"));
        put(protocol, "{\"protocol\":{\"mapping_id\":\"%s\"}}".formatted(mapping))
                .statusCode(201)
                .body("protocol.id", equalTo("openid"))
                .body("protocol.links.identity_provider", endsWith("identity_providers/" + idp));
        put(protocol, "{\"protocol\":{\"mapping_id\":\"%s\"}}".formatted(mapping))
                .statusCode(409);
        put(
                        "identity_providers/unheard-of/protocols/openid",
                        "{\"protocol\":{\"mapping_id\":\"%s\"}}".formatted(mapping))
                .statusCode(404);
        patch(protocol, "{\"protocol\":{\"mapping_id\":\"%s\",\"remote_id_attribute\":\"iss\"}}".formatted(mapping))
                .statusCode(200)
                .body("protocol.remote_id_attribute", equalTo("iss"));
        get("identity_providers/" + idp + "/protocols").body("protocols.id", contains("openid"));
        delete("mappings/" + mapping).statusCode(409);
        delete(protocol).statusCode(204);
        delete("mappings/" + mapping).statusCode(204);
    }

    @Test
    void aMappingIsChangedAsAWhole() {
        var id = name("mapping");
        put("mappings/" + id, "{\"mapping\":{%s}}".formatted(RULES)).statusCode(201);
        put("mappings/" + id, "{\"mapping\":{%s}}".formatted(RULES)).statusCode(409);
        patch(
                        "mappings/" + id,
                        "{\"mapping\":{\"schema_version\":\"2.0\",%s}}".formatted(RULES.replace("sub", "email")))
                .statusCode(200)
                .body("mapping.schema_version", equalTo("2.0"))
                .body("mapping.rules[0].remote[0].type", equalTo("email"));
        get("mappings").body("mappings.id", hasItem(id));
        delete("mappings/" + id).statusCode(204);
        get("mappings/" + id).statusCode(404);
    }

    @Test
    void aServiceProviderIsKept() {
        var id = name("sp");
        var path = "service_providers/" + id;
        put(
                        path,
                        "{\"service_provider\":{\"auth_url\":\"https://a.example/auth\",\"sp_url\":\"https://a.example/sp\"}}")
                .statusCode(201)
                .body("service_provider.enabled", equalTo(false))
                .body("service_provider.relay_state_prefix", equalTo("ss:mem:"));
        put(path, "{\"service_provider\":{\"auth_url\":\"https://a.example\",\"sp_url\":\"https://a.example\"}}")
                .statusCode(409);
        patch(path, "{\"service_provider\":{\"enabled\":true}}")
                .statusCode(200)
                .body("service_provider.auth_url", equalTo("https://a.example/auth"));
        get("service_providers?enabled=true").body("service_providers.id", hasItem(id));
        delete(path).statusCode(204);
        get(path).statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"identity_provider\":[]}",
                "{\"identity_provider\":{\"enabled\":\"perhaps\"}}",
                "{\"identity_provider\":{\"authorization_ttl\":-1}}",
                "{\"identity_provider\":{\"remote_ids\":\"x\"}}",
                "{\"identity_provider\":{\"remote_ids\":[\"x\",\"x\"]}}",
                "{\"identity_provider\":{\"remote_ids\":[\"\"]}}",
                "{\"identity_provider\":{\"jwks_url\":\"http://169.254.169.254/\"}}",
                "{\"identity_provider\":{\"description\":\"\\u0000\"}}"
            })
    void aBadProviderChangesNothing(String body) {
        var id = name("bad");
        put("identity_providers/" + id, body).statusCode(400);
        get("identity_providers/" + id).statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mapping\":{}}",
                "{\"mapping\":{\"rules\":[]}}",
                "{\"mapping\":{\"schema_version\":\"9\",\"rules\":[{\"local\":[],\"remote\":[{\"type\":\"a\"}]}]}}",
                "{\"mapping\":{\"rules\":[{\"local\":[],\"remote\":[{\"type\":\"a\",\"any_one_of\":[\"\\u0000\"]}]}]}}"
            })
    void aBadMappingChangesNothing(String body) {
        var id = name("bad");
        put("mappings/" + id, body).statusCode(400);
        get("mappings/" + id).statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "javascript:alert(1)", "not a url", ""})
    void aServiceProviderHasUrls(String url) {
        put(
                        "service_providers/" + name("bad"),
                        "{\"service_provider\":{\"auth_url\":\"%s\",\"sp_url\":\"https://a\"}}".formatted(url))
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity_providers", "mappings", "service_providers", "identity_providers/x/protocols"})
    void aStrangerSeesAndChangesNothing(String collection) {
        var stranger = tenant().logIn();
        as(stranger).get(ROOT + collection).then().statusCode(403);
        as(stranger).get(ROOT + collection + "/x").then().statusCode(403);
        as(stranger).body("{}").put(ROOT + collection + "/x").then().statusCode(403);
        as(stranger).body("{}").patch(ROOT + collection + "/x").then().statusCode(403);
        as(stranger).delete(ROOT + collection + "/x").then().statusCode(403);
    }

    private static ValidatableResponse put(String path, String body) {
        return asAdmin().body(body).put(ROOT + path).then();
    }

    private static ValidatableResponse patch(String path, String body) {
        return asAdmin().body(body).patch(ROOT + path).then();
    }

    private static ValidatableResponse get(String path) {
        return asAdmin().get(ROOT + path).then();
    }

    private static ValidatableResponse delete(String path) {
        return asAdmin().delete(ROOT + path).then();
    }
}
