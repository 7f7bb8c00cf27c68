package io.virga.image.store;

import io.vertx.core.Vertx;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;

/// The connection to each store.
@ApplicationScoped
class S3Connections {

    private final Map<String, S3Connection> byStore = new TreeMap<>();

    S3Connections(Stores stores, Vertx vertx) {
        for (var name : stores.names()) {
            byStore.put(name, new S3Connection(name, stores.find(name).orElseThrow(), vertx));
        }
    }

    S3Connection of(String store) {
        var connection = byStore.get(store);
        if (connection == null) {
            throw new Unavailable(
                    "image store " + store, new IllegalStateException("image.stores.%s is not set".formatted(store)));
        }
        return connection;
    }

    Map<String, S3Connection> all() {
        return byStore;
    }
}
