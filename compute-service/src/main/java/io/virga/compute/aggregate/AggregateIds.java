package io.virga.compute.aggregate;

import io.virga.model.CloudException.NotFound;

/// Aggregates are named by integers. What is none names nothing that exists.
final class AggregateIds {

    private AggregateIds() {}

    static int parse(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new NotFound("Aggregate", text);
        }
    }
}
