package io.virga.identity.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Unauthenticated;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The signatures are those of AWS's own documentation.
class Ec2SigningTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private static final String VERSION_2 = """
            {"credentials":{"access":"AKIAIOSFODNN7EXAMPLE","signature":"i91nKc4PWAt0JJIdXwz9HxZCJDdiy6cf/Mj6vPxyYIs=",
             "host":"%s","verb":"%s","path":"/","params":{
              "AWSAccessKeyId":"AKIAIOSFODNN7EXAMPLE","Action":"DescribeJobFlows","SignatureMethod":"HmacSHA256",
              "SignatureVersion":"2","Timestamp":"2011-10-03T15:19:30","Version":"2009-03-31"}}}
            """;

    private static final String VERSION_4 = """
            {"ec2Credentials":{"access":"AKIDEXAMPLE",
             "signature":"5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
             "host":"iam.amazonaws.com","verb":"GET","path":"/","params":{"Action":"%s","Version":"2010-05-08"},
             "headers":{"Host":"iam.amazonaws.com","X-Amz-Date":"20150830T123600Z",
              "Content-Type":"application/x-www-form-urlencoded; charset=utf-8",
              "Authorization":"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"},
             "body_hash":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}
            """;

    private static Signing ec2(String body) {
        return Ec2Signing.of(SignedRequest.of(body));
    }

    @Test
    void version2() {
        var signing = ec2(VERSION_2.formatted("elasticmapreduce.amazonaws.com", "GET"));

        assertThat(signing.isBy(SECRET)).isTrue();
        assertThat(signing.isBy(SECRET + "x")).isFalse();
        assertThat(signing.signedAt()).isEqualTo(Instant.parse("2011-10-03T15:19:30Z"));
        assertThat(ec2(VERSION_2.formatted("elasticmapreduce.amazonaws.com:443", "GET"))
                        .isBy(SECRET))
                .isTrue();
        assertThat(ec2(VERSION_2.formatted("other.amazonaws.com", "GET")).isBy(SECRET))
                .isFalse();
        assertThat(ec2(VERSION_2.formatted("elasticmapreduce.amazonaws.com", "POST"))
                        .isBy(SECRET))
                .isFalse();
    }

    @Test
    void version4() {
        var secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        var signing = ec2(VERSION_4.formatted("ListUsers"));

        assertThat(signing.isBy(secret)).isTrue();
        assertThat(signing.isBy(SECRET)).isFalse();
        assertThat(signing.signedAt()).isEqualTo(Instant.parse("2015-08-30T12:36:00Z"));
        assertThat(ec2(VERSION_4.formatted("DeleteUsers")).isBy(secret)).isFalse();
    }

    @Test
    @Tag("SEC-20")
    void whatIsSignedForAnotherKeyOrDayIsRefused() {
        var good = VERSION_4.formatted("ListUsers");
        for (var bad : new String[] {
            good.replace("\"access\":\"AKIDEXAMPLE\"", "\"access\":\"AKIDOTHER\""),
            good.replace("20150830/us-east-1", "20150831/us-east-1"),
            good.replace("aws4_request", "aws3_request"),
            good.replace("SignedHeaders=content-type;host;x-amz-date", "SignedHeaders=content-type;x-amz-date"),
            good.replace("X-Amz-Date", "X-Other"),
            good.replace("Signature=5d", "Signature=6d"),
        }) {
            assertThatThrownBy(() -> {
                        var signing = ec2(bad);
                        signing.signedAt();
                    })
                    .isInstanceOf(Unauthenticated.class);
        }
    }

    @ParameterizedTest
    @Tag("SEC-20")
    @ValueSource(strings = {"X-Amz-Signature", "X-Amz-Expires", "x-amz-algorithm", "X-Amz-Credential", "Expires"})
    void aPresignedQueryIsRefused(String parameter) {
        var body = VERSION_2
                .formatted("elasticmapreduce.amazonaws.com", "GET")
                .replace("\"Action\"", "\"" + parameter + "\":\"1\",\"Action\"");

        assertThatThrownBy(() -> ec2(body)).isInstanceOf(Unauthenticated.class);
    }

    @ParameterizedTest
    @Tag("SEC-20")
    @ValueSource(strings = {"0", "1", "3", "x"})
    void versionsThatDoNotCoverTheRequestAreRefused(String version) {
        var body = VERSION_2
                .formatted("elasticmapreduce.amazonaws.com", "GET")
                .replace("\"SignatureVersion\":\"2\"", "\"SignatureVersion\":\"" + version + "\"");

        assertThatThrownBy(() -> ec2(body)).isInstanceOf(Unauthenticated.class);
    }

    @ParameterizedTest
    @Tag("SEC-20")
    @ValueSource(strings = {"", "\"Timestamp\":\"now\","})
    void aSignatureWithoutATimeIsRefused(String instead) {
        var body = VERSION_2
                .formatted("elasticmapreduce.amazonaws.com", "GET")
                .replace("\"Timestamp\":\"2011-10-03T15:19:30\",", instead);

        assertThatThrownBy(() -> ec2(body).signedAt()).isInstanceOf(Unauthenticated.class);
    }

    private static Signing s3(String signed, String signature) {
        var token = Base64.getUrlEncoder().encodeToString(signed.getBytes(StandardCharsets.UTF_8));
        return S3Signing.of("{\"credentials\":{\"access\":\"a\",\"token\":\"%s\",\"signature\":\"%s\"}}"
                .formatted(token, signature));
    }

    @Test
    void s3() {
        var version2 = s3(
                "GET\n\n\nTue, 27 Mar 2007 19:36:42 +0000\n/johnsmith/photos/puppy.jpg",
                "bWq2s1WEIj+Ydj0vQ697zp+IXMU=");
        assertThat(version2.isBy(SECRET)).isTrue();
        assertThat(version2.isBy("other")).isFalse();
        assertThat(version2.signedAt()).isEqualTo(Instant.parse("2007-03-27T19:36:42Z"));

        var version4 = s3("""
                AWS4-HMAC-SHA256
                20130524T000000Z
                20130524/us-east-1/s3/aws4_request
                7344ae5b7ee6c3e7e6b0fe0640412a37625d1fbfff95c48bbb2dc43964946972""", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        assertThat(version4.isBy(SECRET)).isTrue();
        assertThat(version4.isBy("other")).isFalse();
        assertThat(version4.signedAt()).isEqualTo(Instant.parse("2013-05-24T00:00:00Z"));

        var amzDate = s3("GET\n\n\n\nx-amz-date:Tue, 27 Mar 2007 21:20:26 +0000\n/johnsmith/", "x");
        assertThat(amzDate.signedAt()).isEqualTo(Instant.parse("2007-03-27T21:20:26Z"));
    }

    @ParameterizedTest
    @Tag("SEC-20")
    @ValueSource(
            strings = {
                "GET\n\n\n1175139620\n/johnsmith/photos/puppy.jpg",
                "GET\n\n\n\n/johnsmith/",
                "GET",
                "AWS4-HMAC-SHA256\n20130524T000000Z\n20130525/us-east-1/s3/aws4_request\nx",
                "AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/ec2/aws4_request\nx",
                "AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3\nx",
                "AWS4-HMAC-SHA256\nx\n20130524/us-east-1/s3/aws4_request\nx",
                "AWS4-HMAC-SHA256\n20130524T000000Z",
            })
    void aPresignedLinkOfS3AndOneWithoutATimeAreRefused(String signed) {
        assertThatThrownBy(() -> {
                    var signing = s3(signed, "x");
                    signing.signedAt();
                    signing.isBy(SECRET);
                })
                .isInstanceOf(Unauthenticated.class);
    }
}
