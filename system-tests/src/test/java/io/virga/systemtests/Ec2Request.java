package io.virga.systemtests;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A request of Amazon's EC2 API that `key` signs with Signature Version 2, as a front end receives it.
record Ec2Request(String access, String secret) {

    private static final String HOST = "ec2.example.org";

    /// What identity answers the front end that asks who signed.
    Http.Answer exchange(Cloud cloud, Http frontEnd) {
        var parameters = new TreeMap<>(Map.of(
                "AWSAccessKeyId", access,
                "Action", "DescribeInstances",
                "SignatureMethod", "HmacSHA256",
                "SignatureVersion", "2",
                "Timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
        var query = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue().replace(":", "%3A"))
                .collect(Collectors.joining("&"));
        var credentials = Map.of(
                "access",
                access,
                "signature",
                signature("GET\n" + HOST + "\n/\n" + query),
                "host",
                HOST,
                "verb",
                "GET",
                "path",
                "/",
                "params",
                parameters);
        var body = Http.JSON.valueToTree(Map.of("credentials", credentials)).toString();
        return frontEnd.send("POST", cloud.url(Service.IDENTITY) + "/v3/ec2tokens", body, Map.of());
    }

    private String signature(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
