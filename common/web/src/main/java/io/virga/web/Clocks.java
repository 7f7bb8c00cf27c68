package io.virga.web;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/// Time, as the services see it: UTC. Tests may supply a clock of their own.
@ApplicationScoped
class Clocks {

    @Produces
    @ApplicationScoped
    @DefaultBean
    Clock utc() {
        return Clock.systemUTC();
    }
}
