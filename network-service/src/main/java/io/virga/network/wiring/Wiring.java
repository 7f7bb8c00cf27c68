package io.virga.network.wiring;

import io.virga.network.standard.Scope;
import java.util.Set;
import java.util.UUID;

/// Makes networks real. Called by one thread only.
interface Wiring {

    /// Makes the wiring of these agree with the database. Throws `OvsdbException` when that is not possible now.
    void converge(Set<Scope> scopes);

    /// Makes all wiring agree with the database.
    void convergeAll();

    /// Lets go of whatever it holds; from any thread.
    void close();

    /// What a wiring tells of on its own account, from any thread.
    interface Listener {

        /// Packets flow through the port, or no longer do.
        void seen(UUID port, boolean wired);

        /// The wiring was out of reach, or is: everything must be compared.
        void lost();
    }
}
