package io.virga.web;

import io.virga.model.Caller;

/// The kinds of caller that a rule may admit.
public enum Access {
    /// Anybody, without a token.
    PUBLIC("no token at all"),
    /// Anybody whose token is good, whatever it is scoped to.
    AUTHENTICATED("a valid token"),
    /// The role `reader` in the project that the token is scoped to.
    READER("the role 'reader' in a project"),
    /// The role `member` in the project that the token is scoped to.
    MEMBER("the role 'member' in a project"),
    /// One of Virga's own services, or an administrator.
    SERVICE("the role 'service'"),
    /// An administrator of the cloud.
    ADMIN("the role 'admin'");

    private final String need;

    Access(String need) {
        this.need = need;
    }

    /// What would satisfy the rule, for people.
    public String need() {
        return need;
    }

    boolean admits(Caller caller) {
        return caller.isAdmin()
                || switch (this) {
                    case PUBLIC, AUTHENTICATED -> true;
                    case READER -> caller.isService() || inProject(caller, "reader");
                    case MEMBER -> caller.isService() || inProject(caller, "member");
                    case SERVICE -> caller.has("service");
                    case ADMIN -> false;
                };
    }

    private static boolean inProject(Caller caller, String role) {
        return caller.projectScope().isPresent() && caller.has(role);
    }
}
