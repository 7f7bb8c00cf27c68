package io.virga.web.fault;

import jakarta.ws.rs.core.Response;

/// The shape of a service's error answers. Each service has exactly one bean of this.
public interface FaultEnvelope {

    Response render(Fault fault);
}
