package io.virga.identity.ec2;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Signatures of EC2's API: AWS Signature Version 2 and 4.
///
/// Versions 0 and 1 do not cover the whole request and are refused. So are requests that carry the signature in their
/// query, as S3's presigned links do: whoever is given such a link gets no token by it (CVE-2020-12692,
/// CVE-2025-65073).
final class Ec2Signing {

    private static final String VERSION_4 = "AWS4-HMAC-SHA256";
    private static final int SCOPE_PARTS = 5;

    /// Parameters by which a link brings its own signature along.
    private static final List<String> PRESIGNED =
            List.of("X-Amz-Algorithm", "X-Amz-Signature", "X-Amz-Credential", "X-Amz-Expires", "Expires");

    private Ec2Signing() {}

    static Signing of(SignedRequest request) {
        if (PRESIGNED.stream()
                .anyMatch(name -> request.params().keySet().stream().anyMatch(name::equalsIgnoreCase))) {
            throw Signing.refused("a presigned request is no log-in.");
        }
        if (request.header("Authorization").orElse("").startsWith(VERSION_4)) {
            return Version4.of(request);
        }
        if (request.param("SignatureVersion").orElse("2").equals("2")) {
            return new Version2(request);
        }
        throw Signing.refused("Signature Version 2 or 4 is expected.");
    }

    private record Version2(SignedRequest request) implements Signing {

        @Override
        public String access() {
            return request.access();
        }

        @Override
        public String signature() {
            return request.signature();
        }

        @Override
        public Instant signedAt() {
            return SignatureTime.iso(request.param("Timestamp").orElseThrow(() -> Signing.refused("it has no time.")));
        }

        // Some clients sign the host without its port.
        @Override
        public boolean isBy(String secret) {
            return Stream.of(request.host(), request.host().replaceFirst(":\\d+$", ""))
                    .distinct()
                    .map(host -> signed(request.to(host), secret))
                    .anyMatch(signed -> Hmac.equal(signed, request.signature()));
        }

        private static String signed(SignedRequest request, String secret) {
            var text = String.join("\n", request.verb(), request.host(), request.path(), query(request.params()));
            if (!request.param("SignatureMethod").orElse("HmacSHA256").equals("HmacSHA256")) {
                throw Signing.refused("HmacSHA256 is expected.");
            }
            return Hmac.base64(Hmac.sha256(Hmac.bytes(secret), text));
        }
    }

    private record Version4(SignedRequest request, Map<String, String> authorization, String[] scope)
            implements Signing {

        static Version4 of(SignedRequest request) {
            var authorization = authorization(request.header("Authorization").orElse(""));
            var scope = authorization.getOrDefault("Credential", "").split("/");
            if (scope.length != SCOPE_PARTS
                    || !scope[0].equals(request.access())
                    || !scope[SCOPE_PARTS - 1].equals("aws4_request")
                    || !authorization.getOrDefault("Signature", "").equals(request.signature())
                    || !List.of(signedHeaders(authorization)).contains("host")) {
                throw Signing.refused("the header Authorization does not fit.");
            }
            return new Version4(request, authorization, Arrays.copyOfRange(scope, 1, SCOPE_PARTS));
        }

        private static Map<String, String> authorization(String header) {
            var parts = new TreeMap<String, String>();
            for (var part : header.substring(VERSION_4.length()).split(",")) {
                var sign = part.indexOf('=');
                if (sign > 0) {
                    parts.put(
                            part.substring(0, sign).strip(),
                            part.substring(sign + 1).strip());
                }
            }
            return parts;
        }

        private static String[] signedHeaders(Map<String, String> authorization) {
            return authorization.getOrDefault("SignedHeaders", "").split(";");
        }

        @Override
        public String access() {
            return request.access();
        }

        @Override
        public String signature() {
            return request.signature();
        }

        @Override
        public Instant signedAt() {
            return SignatureTime.basic(date());
        }

        private String date() {
            var date = request.header("X-Amz-Date").orElseThrow(() -> Signing.refused("it has no time."));
            if (!date.startsWith(scope[0])) {
                throw Signing.refused("its times differ.");
            }
            return date;
        }

        @Override
        public boolean isBy(String secret) {
            var text = String.join("\n", VERSION_4, date(), String.join("/", scope), Hmac.digest(canonical()));
            return Hmac.equal(Hmac.version4(secret, scope, text), request.signature());
        }

        private String canonical() {
            var names = signedHeaders(authorization);
            var headers = Arrays.stream(names)
                    .filter(name -> request.header(name).isPresent())
                    .map(name -> name + ":" + request.header(name).orElse("").strip() + "\n")
                    .collect(Collectors.joining());
            var query = request.verb().equals("POST") ? "" : query(request.params());
            return String.join(
                    "\n", request.verb(), request.path(), query, headers, String.join(";", names), request.bodyHash());
        }
    }

    private static String query(Map<String, String> params) {
        return params.entrySet().stream()
                .map(param -> encoded(param.getKey()) + "=" + encoded(param.getValue()))
                .collect(Collectors.joining("&"));
    }

    // As RFC 3986 has it: everything but letters, digits and -._~
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
