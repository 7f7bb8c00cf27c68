package io.virga.web;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;

/// What is known of the request that is being answered, whoever sent it.
@RequestScoped
public class RequestContext {

    private final String requestId = "req-" + UUID.randomUUID();
    private String globalRequestId;

    /// `req-` and a UUID: in the answer's header `x-openstack-request-id`, in the logs, and with each message that the
    /// request causes.
    public String requestId() {
        return requestId;
    }

    /// The id that whoever sent the request goes by for it, if there was a legal one.
    public Optional<String> globalRequestId() {
        return Optional.ofNullable(globalRequestId);
    }

    void cameWith(String globalRequestId) {
        this.globalRequestId = globalRequestId;
    }
}
