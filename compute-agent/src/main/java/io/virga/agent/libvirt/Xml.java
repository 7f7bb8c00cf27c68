package io.virga.agent.libvirt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;

/// One element of a document that is being written. Whatever is put in stays text: nobody can break out of it.
record Xml(String name, Map<String, String> attributes, String text, List<Xml> children) {

    /// For documents that others have written: nothing outside of them is read.
    static XMLInputFactory parsers() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    static Xml element(String name, Xml... children) {
        return new Xml(name, Map.of(), null, List.of(children));
    }

    static Xml text(String name, Object text) {
        return new Xml(name, Map.of(), text.toString(), List.of());
    }

    Xml with(String attribute, Object value) {
        var more = new LinkedHashMap<>(attributes);
        more.put(attribute, value.toString());
        return new Xml(name, more, text, children);
    }

    Xml and(List<Xml> more) {
        var all = new ArrayList<>(children);
        all.addAll(more);
        return new Xml(name, attributes, text, all);
    }

    String render() {
        var out = new StringBuilder();
        render(out, "");
        return out.toString();
    }

    private void render(StringBuilder out, String indent) {
        out.append(indent).append('<').append(name);
        attributes.forEach((key, value) ->
                out.append(' ').append(key).append("='").append(escape(value)).append('\''));
        if (text != null) {
            out.append('>').append(escape(text)).append("</").append(name).append(">\n");
        } else if (children.isEmpty()) {
            out.append("/>\n");
        } else {
            out.append(">\n");
            children.forEach(child -> child.render(out, indent + "  "));
            out.append(indent).append("</").append(name).append(">\n");
        }
    }

    private static String escape(String value) {
        var out = new StringBuilder(value.length());
        value.codePoints().forEach(letter -> {
            switch (letter) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                case '\t', '\n', '\r' -> out.append("&#").append(letter).append(';');
                default -> out.appendCodePoint(legal(letter) ? letter : '\uFFFD');
            }
        });
        return out.toString();
    }

    // XML 1.0 has no way at all to write the others.
    private static boolean legal(int letter) {
        return letter >= 0x20 && letter <= 0xD7FF
                || letter >= 0xE000 && letter <= 0xFFFD
                || letter >= 0x10000 && letter <= 0x10FFFF;
    }
}
