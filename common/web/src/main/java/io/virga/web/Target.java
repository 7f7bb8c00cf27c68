package io.virga.web;

import java.util.Optional;

/// Whose thing an operation is about. Its ids come from what is stored, never from the request: a body, query or header
/// must not widen anybody's rights (CVE-2026-42999).
public record Target(Optional<String> userId, Optional<String> projectId, Optional<String> domainId) {

    /// A user's thing; the domain is the user's.
    public static Target user(String userId, String domainId) {
        return new Target(Optional.of(userId), Optional.empty(), Optional.of(domainId));
    }

    /// A user's thing, where nobody but users and administrators come into question.
    public static Target user(String userId) {
        return new Target(Optional.of(userId), Optional.empty(), Optional.empty());
    }

    /// A project's thing; the domain is the project's.
    public static Target project(String projectId, String domainId) {
        return new Target(Optional.empty(), Optional.of(projectId), Optional.of(domainId));
    }

    public static Target domain(String domainId) {
        return new Target(Optional.empty(), Optional.empty(), Optional.of(domainId));
    }

    /// Something of the whole cloud, in nobody's own reach.
    public static Target cloud() {
        return new Target(Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean isUser(String id) {
        return userId.filter(id::equals).isPresent();
    }

    boolean isProject(String id) {
        return projectId.filter(id::equals).isPresent();
    }

    boolean isInDomain(String id) {
        return domainId.filter(id::equals).isPresent();
    }
}
