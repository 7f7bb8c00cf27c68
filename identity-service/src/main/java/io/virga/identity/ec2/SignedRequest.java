package io.virga.identity.ec2;

import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.web.Fields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request that somebody signed with an EC2 key, as a front end reports it.
record SignedRequest(
        String access,
        String signature,
        String host,
        String verb,
        String path,
        Map<String, String> params,
        Map<String, String> headers,
        String bodyHash) {

    private static final int MAX_TEXT = 4_096;
    private static final int MAX_ITEMS = 200;
    private static final int MAX_VALUE = 65_535;

    /// Headers are found in any case.
    static SignedRequest of(String body) {
        var credentials = credentials(body);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(credentials.textMap("headers", MAX_ITEMS, MAX_TEXT, MAX_VALUE));
        var params = new TreeMap<>(credentials.textMap("params", MAX_ITEMS, MAX_TEXT, MAX_VALUE));
        params.remove("Signature");
        return new SignedRequest(
                text(credentials, "access"),
                text(credentials, "signature"),
                credentials.optionalText("host", 1, MAX_TEXT).orElse(""),
                credentials.optionalText("verb", 1, MAX_TEXT).orElse("").toUpperCase(Locale.ROOT),
                credentials.optionalText("path", 1, MAX_VALUE).orElse("/"),
                params,
                headers,
                credentials.optionalText("body_hash", 0, MAX_TEXT).orElse(""));
    }

    /// The member that holds it all: clients have called it by three names.
    static Fields credentials(String body) {
        var fields = Fields.parse(body);
        return fields.optionalObject("credentials")
                .or(() -> fields.optionalObject("credential"))
                .or(() -> fields.optionalObject("ec2Credentials"))
                .orElseThrow(() -> new Invalid("credentials is a required property"));
    }

    static String text(Fields credentials, String key) {
        return credentials
                .optionalText(key, 1, MAX_TEXT)
                .orElseThrow(() -> new Unauthenticated("EC2 signature not supplied."));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> param(String name) {
        return Optional.ofNullable(params.get(name));
    }

    SignedRequest to(String otherHost) {
        return new SignedRequest(access, signature, otherHost, verb, path, params, headers, bodyHash);
    }
}
