package io.virga.agent.libvirt;

import java.io.StringReader;
import java.util.OptionalLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/// What we keep in a domain's own metadata, and by which we know our domains from others'.
record InstanceMetadata(long generation) {

    static final String NAMESPACE = "urn:virga:instance:1";
    static final String PREFIX = "virga";

    private static final String GENERATION = "generation";
    private static final XMLInputFactory PARSERS = Xml.parsers();

    /// As it stands inside `<metadata>`.
    Xml xml() {
        return Xml.element(PREFIX + ":instance")
                .with("xmlns:" + PREFIX, NAMESPACE)
                .with(GENERATION, generation);
    }

    /// As libvirt wants it for `setMetadata`: it adds the prefix itself.
    String bare() {
        return Xml.element("instance").with(GENERATION, generation).render();
    }

    /// Empty when it is not ours, or spoiled.
    static OptionalLong generation(String xml) {
        try {
            var parser = PARSERS.createXMLStreamReader(new StringReader(xml));
            while (parser.hasNext()) {
                if (parser.next() == XMLStreamConstants.START_ELEMENT) {
                    return OptionalLong.of(Long.parseLong(parser.getAttributeValue(null, GENERATION)));
                }
            }
            return OptionalLong.empty();
        } catch (XMLStreamException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
