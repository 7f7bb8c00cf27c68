package io.virga.identity.ec2;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.logIn;
import static io.virga.identity.Cloud.token;

import io.restassured.response.Response;
import io.virga.identity.Cloud.Tenant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// An EC2 key, and requests that are signed with it.
public record Ec2Key(String access, String secret) {

    static Ec2Key of(Tenant tenant) {
        var made = ask(tenant.logIn(), tenant.userId(), tenant.projectId());
        made.then().statusCode(201);
        return of(made);
    }

    public static Ec2Key of(Response made) {
        return new Ec2Key(made.path("credential.access"), made.path("credential.secret"));
    }

    public static Response ask(String token, String user, String project) {
        return as(token)
                .body("{\"tenant_id\":\"%s\"}".formatted(project))
                .post("/v3/users/{u}/credentials/OS-EC2", user);
    }

    /// A request signed by Signature Version 2 at `time`, with something of its own in it.
    public String signed(Instant time, String action) {
        var stamp = time.truncatedTo(ChronoUnit.SECONDS).toString();
        var query = "AWSAccessKeyId=%s&Action=%s&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=%s"
                .formatted(access, action, stamp.replace(":", "%3A"));
        var signature = Hmac.base64(Hmac.sha256(Hmac.bytes(secret), "GET\nec2.example.org\n/\n" + query));
        return """
                {"credentials":{"access":"%s","signature":"%s","host":"ec2.example.org","verb":"GET","path":"/",
                 "params":{"AWSAccessKeyId":"%s","Action":"%s","SignatureMethod":"HmacSHA256",
                  "SignatureVersion":"2","Timestamp":"%s"}}}
                """.formatted(access, signature, access, action, stamp);
    }

    /// What a service gets that was sent the request.
    public static Response use(String signed) {
        return as(service()).body(signed).post("/v3/ec2tokens");
    }

    static String service() {
        return token(logIn("compute", "compute-secret", "service"));
    }
}
