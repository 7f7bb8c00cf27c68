package io.virga.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/// What a service needs around it in a test: a real PostgreSQL, a real Artemis, somebody who signs tokens, and a
/// company's identity provider.
///
/// `@QuarkusTestResource(Backing.class)`; with the argument `database=false` there is no PostgreSQL. Each is started
/// once in a JVM and shared by its test classes.
public final class Backing implements QuarkusTestResourceLifecycleManager {

    private boolean withDatabase = true;
    private EmbeddedPostgres database;
    private EmbeddedActiveMQ broker;
    private TestIdentity identity;
    private TestIssuer company;

    @Override
    public void init(Map<String, String> arguments) {
        withDatabase = Boolean.parseBoolean(arguments.getOrDefault("database", "true"));
    }

    @Override
    public Map<String, String> start() {
        try {
            var settings = new HashMap<String, String>();
            if (withDatabase) {
                database = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "60")
                        .start();
                settings.put("quarkus.datasource.jdbc.url", database.getJdbcUrl("postgres", "postgres"));
                settings.put("quarkus.datasource.username", "postgres");
                settings.put("quarkus.datasource.password", "");
            }
            settings.put("quarkus.artemis.url", startBroker());
            settings.put("quarkus.log.category.\"org.apache.activemq.audit\".level", "OFF");
            identity = TestIdentity.start();
            company = TestIssuer.startCompany();
            settings.putAll(company.settings());
            settings.put("virga.identity.url", identity.url());
            settings.put("virga.identity.limits-age", "0s");
            settings.put("virga.service.username", "test");
            settings.put("virga.service.password", "test");
            return settings;
        } catch (Exception e) {
            stop();
            throw new IllegalStateException("the test's surroundings could not be started", e);
        }
    }

    private String startBroker() throws Exception {
        var url = "tcp://127.0.0.1:" + freePort();
        broker = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .setJMXManagementEnabled(false)
                        .addAcceptorConfiguration("tcp", url));
        broker.start();
        return url;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        try {
            if (company != null) {
                company.stop();
            }
            if (identity != null) {
                identity.stop();
            }
            if (broker != null) {
                broker.stop();
            }
            if (database != null) {
                database.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the test's surroundings could not be stopped", e);
        }
    }
}
