package io.virga.identity.limit;

/// Whose limit it is: a project's or a domain's. The other id is null.
record Holder(String projectId, String domainId) {

    static Holder project(String id) {
        return new Holder(id, null);
    }

    static Holder domain(String id) {
        return new Holder(null, id);
    }
}
