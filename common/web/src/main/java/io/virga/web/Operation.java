package io.virga.web;

/// One operation of a service, or one action of it, and the rule that admits callers to it.
public record Operation(String method, String path, Rule rule) {

    /// As people read it: `POST /v2.1/servers/{id}/action (os-start)`.
    public String text() {
        var plain = path.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
        return method + " " + plain + (rule.action().isEmpty() ? "" : " (" + rule.action() + ")");
    }
}
