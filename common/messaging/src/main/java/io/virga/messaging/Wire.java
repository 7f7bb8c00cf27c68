package io.virga.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads and writes what is beside a message's body.
final class Wire {

    private static final List<String> CARRIED = List.of("traceparent", "tracestate", MessageContext.REQUEST_ID);

    /// Set by the broker, never by the sender: `populate-validated-user`.
    private static final String VALIDATED_USER = "JMSXUserID";

    private Wire() {}

    static Map<String, String> headers(Message message) throws JMSException {
        var headers = new HashMap<String, String>();
        for (var name : CARRIED) {
            if (message.propertyExists(name)) {
                headers.put(name, message.getStringProperty(name));
            }
        }
        return headers;
    }

    static void headers(Message message, Map<String, String> headers) throws JMSException {
        for (var header : headers.entrySet()) {
            message.setStringProperty(header.getKey(), header.getValue());
        }
    }

    static String sender(Message message) throws JMSException {
        var user = message.getStringProperty(VALIDATED_USER);
        return user == null ? "" : user;
    }
}
