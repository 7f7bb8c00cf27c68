package io.virga.compute.peer;

import io.virga.model.Caller;
import java.util.List;

/// The user for whom we ask another service: with our own identity, and in their name. Unlike a token it does not
/// expire while an operation is under way.
public record Behalf(String project, String user, List<String> roles) {

    public static Behalf of(Caller caller) {
        return new Behalf(
                caller.project().value(),
                caller.user().value(),
                caller.roles().stream().sorted().toList());
    }
}
