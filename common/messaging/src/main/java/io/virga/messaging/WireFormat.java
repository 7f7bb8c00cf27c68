package io.virga.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;

/// How contract records become JSON text and back. Unknown fields are ignored: agents and services are upgraded at
/// different times.
public final class WireFormat {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private WireFormat() {}

    public static String write(Object message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not a message: " + message.getClass().getName(), e);
        }
    }

    /// Throws `Unreadable` when `text` is not a `type`.
    public static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new Unreadable(type, e);
        }
    }

    /// A flat JSON object of texts.
    public static Map<String, String> readTexts(String text) {
        try {
            return JSON.readValue(text, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new Unreadable(Map.class, e);
        }
    }

    /// The bytes will not become a message however often they are delivered.
    public static final class Unreadable extends RuntimeException {
        Unreadable(Class<?> type, JsonProcessingException cause) {
            super("not a " + type.getSimpleName() + ": " + cause.getOriginalMessage(), cause);
        }
    }
}
