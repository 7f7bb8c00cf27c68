package io.virga.identity.ec2;

import io.virga.model.CloudException.Unauthenticated;
import java.time.Instant;

/// What was signed with an EC2 key, when, and how to tell whether a secret signed it.
interface Signing {

    String access();

    String signature();

    Instant signedAt();

    boolean isBy(String secret);

    static Unauthenticated refused(String why) {
        return new Unauthenticated("Invalid EC2 signature: " + why);
    }
}
