package io.virga.systemtests;

import io.virga.systemtests.Http.Answer;

/// The shape in which each service says no.
final class Envelope {

    private Envelope() {}

    static boolean fits(Service service, Answer answer) {
        var json = answer.json();
        return switch (service) {
            case IDENTITY ->
                json.path("error").path("code").asInt() == answer.status()
                        && json.path("error").hasNonNull("message")
                        && json.path("error").hasNonNull("title");
            case COMPUTE ->
                json.size() == 1
                        && json.elements().next().path("code").asInt() == answer.status()
                        && json.elements().next().hasNonNull("message");
            case NETWORK ->
                json.path("NeutronError").hasNonNull("type")
                        && json.path("NeutronError").hasNonNull("message");
            case IMAGE -> answer.type().startsWith("text/html") && answer.text().contains("<title>" + answer.status());
            case SCHEDULER ->
                json.path("errors").path(0).path("status").asInt() == answer.status()
                        && json.path("errors").path(0).hasNonNull("request_id");
        };
    }
}
