package io.virga.image.signature;

import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.create;

import io.restassured.response.ValidatableResponse;
import io.virga.testing.TestIdentity;
import java.util.Map;
import java.util.stream.Collectors;

/// The calls that tests of signatures make.
public final class SignedImages {

    private SignedImages() {}

    public static String manager(String project) {
        return TestIdentity.inProject(project, "manager", "member", "reader");
    }

    /// Whoever boots a server in the project, as compute asks for them.
    static ValidatableResponse boot(String project, String image) {
        return as(TestIdentity.service())
                .header("X-On-Behalf-Of-Project", project)
                .header("X-On-Behalf-Of-User", "somebody")
                .header("X-On-Behalf-Of-Roles", "member,reader")
                .post("/v2/images/{id}/actions/download-url", image)
                .then();
    }

    static ValidatableResponse keep(String token, String pem, String more) {
        return as(token)
                .contentType("application/json")
                .body("{\"certificate\": \"%s\"%s}".formatted(pem.replace("\n", "\\n"), more))
                .post("/v2/certificates")
                .then();
    }

    /// Returns the id under which the certificate is kept in the project of `token`.
    public static String kept(String token, String pem) {
        return keep(token, pem, "").statusCode(201).extract().path("id");
    }

    static Map<String, String> properties(String certificate, String signature) {
        return Map.of(
                SignatureClaim.SIGNATURE,
                signature,
                SignatureClaim.HASH_METHOD,
                "SHA-256",
                SignatureClaim.KEY_TYPE,
                "RSA-PSS",
                SignatureClaim.CERTIFICATE,
                certificate);
    }

    static String image(String token, String format, Map<String, String> properties) {
        var fields = properties.entrySet().stream()
                .map(property -> ", \"%s\": \"%s\"".formatted(property.getKey(), property.getValue()))
                .collect(Collectors.joining());
        return create(token, """
                {"name": "signed", "container_format": "bare", "disk_format": "%s", "visibility": "community"%s}""".formatted(format, fields));
    }
}
