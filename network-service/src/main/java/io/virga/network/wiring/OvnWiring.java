package io.virga.network.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.virga.network.ovsdb.Connection;
import io.virga.network.ovsdb.OvsdbException;
import io.virga.network.ovsdb.Replica;
import io.virga.network.ovsdb.Replica.Row;
import io.virga.network.standard.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// Wires by OVN: keeps the northbound database as the database has it, and watches ports come up.
///
/// It holds a replica of our part of the northbound, so comparing costs no round trip, and each change is one
/// transaction. After a lost connection everything is compared again: a standalone OVSDB remembers no history.
final class OvnWiring implements Wiring {

    private static final Logger log = Logger.getLogger(OvnWiring.class);

    private final String northbound;
    private final Blueprints blueprints;
    private final Listener listener;
    private final ReentrantLock replicating = new ReentrantLock();
    private volatile Connection connection;
    private Replica replica;
    private MarkedRows marked;

    OvnWiring(String northbound, Blueprints blueprints, Listener listener) {
        this.northbound = northbound;
        this.blueprints = blueprints;
        this.listener = listener;
    }

    @Override
    public void converge(Set<Scope> scopes) {
        if (connect()) {
            convergeAll();
        } else {
            apply(scopes, blueprints.of(scopes));
        }
    }

    @Override
    public void convergeAll() {
        connect();
        var everything = blueprints.everything();
        var scopes = new HashSet<>(everything.scopes());
        ours().forEach(scope -> scopes.add(Scope.parse(scope)));
        apply(scopes, everything.wanted());
    }

    private Set<String> ours() {
        replicating.lock();
        try {
            return marked.scopes();
        } finally {
            replicating.unlock();
        }
    }

    private void apply(Set<Scope> scopes, List<Wanted> wanted) {
        replicating.lock();
        var operations = Differ.between(marked, scopes, wanted);
        replicating.unlock();
        if (!operations.isEmpty()) {
            log.debugf("northbound: %s", operations.json());
            connection.transact(Schema.DATABASE, operations.json());
        }
    }

    /// True when the connection is new, and with it the replica.
    private boolean connect() {
        if (connection != null && !connection.closed().isDone()) {
            return false;
        }
        replicating.lock();
        try {
            replica = new Replica();
            marked = new MarkedRows();
        } finally {
            replicating.unlock();
        }
        var opened = Connection.open(northbound, this::update);
        try {
            update(opened.call("monitor", monitored()));
        } catch (OvsdbException e) {
            opened.close();
            throw e;
        }
        connection = opened;
        opened.closed().thenRun(listener::lost);
        log.infof("connected to the northbound database at %s", northbound);
        return true;
    }

    private static JsonNode monitored() {
        var tables = JsonNodeFactory.instance.objectNode();
        Schema.COLUMNS.forEach((table, columns) -> {
            var names = tables.putObject(table).putArray("columns");
            columns.forEach(names::add);
        });
        return JsonNodeFactory.instance
                .arrayNode()
                .add(Schema.DATABASE)
                .addNull()
                .add(tables);
    }

    private void update(JsonNode updates) {
        replicating.lock();
        try {
            replica.apply(updates, this::changed);
        } finally {
            replicating.unlock();
        }
    }

    private void changed(Row before, Row after) {
        marked.replace(before, after);
        var row = after == null ? before : after;
        var was = before != null && Boolean.TRUE.equals(before.get("up"));
        var is = after != null && Boolean.TRUE.equals(after.get("up"));
        if (row.table().equals(Schema.PORT) && (before == null || was != is)) {
            MarkedRows.mark(row, Wanted.SCOPE)
                    .map(Scope::parse)
                    .filter(scope -> scope.kind() == Scope.Kind.PORT)
                    .ifPresent(scope -> listener.seen(scope.uuid(), is));
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
