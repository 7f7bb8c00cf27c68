package io.virga.web.version;

import jakarta.enterprise.context.RequestScoped;

/// The microversion that the request being answered has asked for.
@RequestScoped
public class CurrentMicroversion {

    private Microversion version = new Microversion(0, 0);
    private boolean negotiated;

    public Microversion get() {
        return version;
    }

    public boolean atLeast(int major, int minor) {
        return version.atLeast(major, minor);
    }

    boolean negotiated() {
        return negotiated;
    }

    void set(Microversion version) {
        this.version = version;
        this.negotiated = true;
    }
}
