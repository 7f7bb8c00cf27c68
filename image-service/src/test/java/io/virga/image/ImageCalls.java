package io.virga.image;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.virga.testing.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// The calls that most tests make.
public final class ImageCalls {

    public static final String PATCH = "application/openstack-images-v2.1-json-patch";

    private static final RestAssuredConfig PATCHES = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs(PATCH, ContentType.TEXT)
                    .encodeContentTypeAs("application/openstack-images-v2.0-json-patch", ContentType.TEXT));
    private static final int PART = 5 << 20; // as S3Server has it
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ImageCalls() {}

    public static RequestSpecification as(String token) {
        return given().config(PATCHES).header("X-Auth-Token", token);
    }

    public static RequestSpecification member() {
        return as(TestIdentity.member());
    }

    public static RequestSpecification stranger() {
        return as(TestIdentity.member(TestIdentity.OTHER_PROJECT));
    }

    public static RequestSpecification admin() {
        return as(TestIdentity.admin());
    }

    /// A project that no other test has.
    public static String newProject() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    public static String create(String token, String body) {
        return as(token)
                .contentType("application/json")
                .body(body)
                .post("/v2/images")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static String queued(String diskFormat) {
        return queued(TestIdentity.member(), diskFormat);
    }

    public static String queued(String token, String diskFormat) {
        return create(token, """
                {"name": "image", "container_format": "bare", "disk_format": "%s"}""".formatted(diskFormat));
    }

    /// Sends bytes without looking at them: REST Assured would print them.
    public static Upload upload(String token, String id, byte[] bytes) {
        return put(token, id, "file", bytes);
    }

    public static Upload stage(String token, String id, byte[] bytes) {
        return put(token, id, "stage", bytes);
    }

    public static Upload stage(String id, byte[] bytes) {
        return stage(TestIdentity.member(), id, bytes);
    }

    private static Upload put(String token, String id, String where, byte[] bytes) {
        return put(token, uri(id, where), bytes, "X-Nothing", "");
    }

    private static Upload put(String token, URI uri, byte[] bytes, String header, String value) {
        var request = HttpRequest.newBuilder(uri)
                .header("X-Auth-Token", token)
                .header("Content-Type", "application/octet-stream")
                .header(header, value)
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build();
        return new Upload(send(request, BodyHandlers.ofString()));
    }

    /// Sends a part of an upload session, saying that its hash is `sha256`.
    public static Upload part(String token, String id, int number, byte[] bytes, String sha256) {
        return put(token, uri(id, "upload/parts/" + number), bytes, "X-Virga-SHA256", sha256);
    }

    public static Upload part(String id, int number, byte[] bytes) {
        return part(TestIdentity.member(), id, number, bytes, digest("SHA-256", bytes));
    }

    /// In lower-case hexadecimal.
    public static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The bytes as the parts of an upload session, the first one at 0.
    public static List<byte[]> parts(byte[] bytes) {
        return IntStream.range(0, Math.ceilDiv(bytes.length, PART))
                .mapToObj(i -> Arrays.copyOfRange(bytes, i * PART, Math.min((i + 1) * PART, bytes.length)))
                .toList();
    }

    /// Opens an upload session, sends all, and completes it.
    public static void inParts(String id, byte[] bytes) {
        session(id, bytes.length).statusCode(201);
        var parts = parts(bytes);
        for (int i = 0; i < parts.size(); i++) {
            part(id, i + 1, parts.get(i)).statusCode(204);
        }
        member().post("/v2/images/{id}/upload/complete", id).then().statusCode(202);
    }

    /// Opens an upload session.
    public static ValidatableResponse session(String id, long size) {
        return member().contentType("application/json")
                .body("{\"size\": %d}".formatted(size))
                .post("/v2/images/{id}/upload", id)
                .then();
    }

    public static Upload upload(String id, byte[] bytes) {
        return upload(TestIdentity.member(), id, bytes);
    }

    /// The answer to an upload.
    public record Upload(HttpResponse<String> answer) {

        public Upload statusCode(int expected) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
            return this;
        }

        public Upload saying(String words) {
            assertThat(answer.body()).contains(words);
            return this;
        }
    }

    public static HttpResponse<byte[]> download(String id) {
        var request = HttpRequest.newBuilder(uri(id, "file"))
                .header("X-Auth-Token", TestIdentity.member())
                .build();
        return send(request, BodyHandlers.ofByteArray());
    }

    private static URI uri(String id, String what) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + "/v2/images/" + id + "/" + what);
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request, handler);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ValidatableResponse patch(String token, String id, String body) {
        return as(token).contentType(PATCH).body(body).patch("/v2/images/" + id).then();
    }

    public static ValidatableResponse show(String id) {
        return member().get("/v2/images/" + id).then();
    }
}
