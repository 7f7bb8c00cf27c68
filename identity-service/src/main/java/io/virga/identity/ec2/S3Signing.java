package io.virga.identity.ec2;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/// Signatures of S3's API, of which a front end passes on the string that was signed: AWS Signature Version 2 (S3's
/// own)
/// and 4. A link that brings its own signature along says in it until when it is good; such a one is refused where it
/// can be told.
record S3Signing(String access, String signature, String signed) implements Signing {

    private static final String VERSION_4 = "AWS4-HMAC-SHA256";
    private static final Set<String> SERVICES = Set.of("s3", "iam", "sts");
    private static final int LINES_4 = 4;
    private static final int SCOPE_PARTS = 4;
    private static final int DATE_LINE = 3;
    private static final String AMZ_DATE = "x-amz-date:";

    static S3Signing of(String body) {
        var credentials = SignedRequest.credentials(body);
        var token = SignedRequest.text(credentials, "token");
        try {
            var signed = new String(
                    Base64.getDecoder().decode(token.replace('-', '+').replace('_', '/')), StandardCharsets.UTF_8);
            return new S3Signing(
                    SignedRequest.text(credentials, "access"), SignedRequest.text(credentials, "signature"), signed);
        } catch (IllegalArgumentException e) {
            throw Signing.refused("the string that was signed cannot be read.");
        }
    }

    private boolean isVersion4() {
        return signed.startsWith(VERSION_4 + "\n");
    }

    @Override
    public Instant signedAt() {
        return isVersion4() ? SignatureTime.basic(lines4()[1]) : SignatureTime.http(date2());
    }

    @Override
    public boolean isBy(String secret) {
        var expected = isVersion4()
                ? Hmac.version4(secret, scope(), signed)
                : Hmac.base64(Hmac.sha1(Hmac.bytes(secret), signed));
        return Hmac.equal(expected, signature);
    }

    private String[] lines4() {
        var lines = signed.split("\n", -1);
        if (lines.length != LINES_4) {
            throw Signing.refused("the string that was signed has not four lines.");
        }
        return lines;
    }

    private String[] scope() {
        var lines = lines4();
        var scope = lines[2].split("/", -1);
        if (scope.length != SCOPE_PARTS
                || !scope[SCOPE_PARTS - 1].equals("aws4_request")
                || !SERVICES.contains(scope[2])
                || !lines[1].startsWith(scope[0])) {
            throw Signing.refused("its scope does not fit.");
        }
        return scope;
    }

    // The line of the date is empty where the header x-amz-date is signed instead.
    private String date2() {
        var lines = signed.split("\n", -1);
        if (lines.length <= DATE_LINE) {
            throw Signing.refused("the string that was signed is too short.");
        }
        if (lines[DATE_LINE].matches("\\d+")) {
            throw Signing.refused("a presigned request is no log-in.");
        }
        return lines[DATE_LINE].isEmpty()
                ? Arrays.stream(lines)
                        .filter(line -> line.startsWith(AMZ_DATE))
                        .findFirst()
                        .map(line -> line.substring(AMZ_DATE.length()))
                        .orElse("")
                : lines[DATE_LINE];
    }
}
