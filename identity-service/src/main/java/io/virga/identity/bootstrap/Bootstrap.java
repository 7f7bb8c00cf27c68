package io.virga.identity.bootstrap;

import io.quarkus.runtime.StartupEvent;
import io.virga.identity.IdentityConfig;
import io.virga.identity.catalog.CatalogService;
import io.virga.web.VirgaConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/// Makes what must be there before anybody can log in, at every start, where it is missing. Several identity
/// processes that start at once do it one after the other.
@ApplicationScoped
class Bootstrap {

    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(5000)";

    private final BootstrapAccounts accounts;
    private final CatalogService catalog;
    private final IdentityConfig config;
    private final VirgaConfig cloud;
    private final Session session;

    Bootstrap(
            BootstrapAccounts accounts,
            CatalogService catalog,
            IdentityConfig config,
            VirgaConfig cloud,
            Session session) {
        this.accounts = accounts;
        this.catalog = catalog;
        this.config = config;
        this.cloud = cloud;
        this.session = session;
    }

    @Transactional
    void run(@Observes StartupEvent start) {
        session.doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(ONE_AT_A_TIME);
            }
        });
        accounts.ensure(config.bootstrap());
        config.bootstrap()
                .endpoints()
                .forEach((type, url) -> catalog.publish(cloud.region(), type, CatalogUrls.of(type, url)));
    }
}
