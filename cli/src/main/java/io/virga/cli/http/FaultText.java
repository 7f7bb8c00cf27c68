package io.virga.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds the sentence that a service wrote about a failure, in any of the envelopes of OpenStack.
public final class FaultText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HTML_BODY = Pattern.compile("(?is).*?<body[^>]*>(.*?)</body>.*");
    private static final Pattern HTML_HEADING = Pattern.compile("(?is)<h1>.*?</h1>");
    private static final Pattern HTML_TAG = Pattern.compile("(?s)<[^>]*>");
    private static final int LONGEST = 2000;

    private FaultText() {}

    /// The message, or an empty text when the body has none.
    public static String in(String body) {
        var text = body.strip();
        var message = text.startsWith("{") ? inJson(text) : inHtml(text);
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }

    private static String inJson(String text) {
        try {
            return inTree(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /// Keystone `error`, Neutron `NeutronError`, Placement `errors`, Nova one key named by the fault, Glance `message`.
    private static String inTree(JsonNode tree) {
        if (tree.path("errors").isArray()) {
            return tree.path("errors")
                    .valueStream()
                    .map(error ->
                            error.path("detail").asText(error.path("title").asText()))
                    .collect(Collectors.joining("\n"));
        }
        if (tree.path("NeutronError").isTextual()) {
            return tree.path("NeutronError").textValue();
        }
        if (tree.path("message").isTextual()) {
            return plain(tree.path("message").textValue());
        }
        return tree.valueStream()
                .map(fault -> fault.path("message").asText())
                .filter(message -> !message.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String inHtml(String text) {
        var body = HTML_BODY.matcher(text);
        return plain(body.matches() ? HTML_HEADING.matcher(body.group(1)).replaceAll("") : text);
    }

    private static String plain(String html) {
        return HTML_TAG.matcher(html)
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#x27;", "'")
                .replace("&amp;", "&")
                .strip();
    }
}
