package io.virga.contract.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import java.time.Instant;

/// Tokens that are no longer good although their signature is. Services keep each until `until`, when the
/// last token concerned has expired by itself.
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "token-revoked.v1", value = Revocation.OfToken.class),
    @Type(name = "user-revoked.v1", value = Revocation.OfUser.class),
    @Type(name = "project-revoked.v1", value = Revocation.OfProject.class),
    @Type(name = "grants-revoked.v1", value = Revocation.OfGrants.class),
    @Type(name = "delegation-revoked.v1", value = Revocation.OfDelegation.class),
    @Type(name = "group-revoked.v1", value = Revocation.OfGroup.class),
})
public sealed interface Revocation {

    Instant until();

    /// One token and all that were made from it: those whose audit chain holds `auditId`.
    record OfToken(String auditId, Instant until) implements Revocation {}

    /// All tokens of the user issued up to `issuedBefore`: the password changed, or the user was disabled or deleted.
    record OfUser(String userId, Instant issuedBefore, Instant until) implements Revocation {}

    /// All tokens scoped to the project issued up to `issuedBefore`: it was disabled or deleted.
    record OfProject(String projectId, Instant issuedBefore, Instant until) implements Revocation {}

    /// The user's tokens with this scope issued up to `issuedBefore`: a role was taken away. `projectId` is null for
    /// grants on a domain or the system, and then all of the user's tokens with those scopes are meant.
    record OfGrants(String userId, String projectId, Instant issuedBefore, Instant until) implements Revocation {}

    /// All tokens made by an application credential, a trust, an EC2 or OAuth1 key: it was deleted.
    record OfDelegation(String delegationId, Instant until) implements Revocation {}

    /// All tokens issued up to `issuedBefore` whose user an identity provider's mapping put into the group: it lost a
    /// role, or was deleted. Those of stored members are ended user by user.
    record OfGroup(String groupId, Instant issuedBefore, Instant until) implements Revocation {}
}
