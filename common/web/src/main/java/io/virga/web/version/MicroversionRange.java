package io.virga.web.version;

import java.util.Optional;

/// The microversions that a service speaks. A bean of this turns the negotiation on.
///
/// Rules: <https://docs.openstack.org/api-guide/compute/microversions.html> and the API-SIG's microversion
/// specification.
public interface MicroversionRange {

    /// The service's name in the header `OpenStack-API-Version`, such as `compute`.
    String service();

    /// The older header of this service, such as `X-OpenStack-Nova-API-Version`.
    Optional<String> legacyHeader();

    /// Also what a request without a header gets.
    Microversion min();

    Microversion max();

    /// Whether the path below the root is versioned; discovery documents are not.
    boolean appliesTo(String path);
}
