package io.virga.image.store;

import io.virga.image.store.Multipart.Part;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// One page of S3's `ListParts`; `next` is the marker of the next page. Of the answer only what is needed has to be
/// there: the SDK's reader asks for more than some servers send (radosgw 16 leaves out `Initiator`).
record PartList(List<Part> parts, Optional<String> next) {

    private static final XMLInputFactory PARSERS = parsers();

    private static XMLInputFactory parsers() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /// `IOException` when it is no such answer.
    static PartList parse(String xml) throws IOException {
        try {
            var parser = PARSERS.createXMLStreamReader(new StringReader(xml));
            parser.nextTag();
            parser.require(XMLStreamConstants.START_ELEMENT, null, "ListPartsResult");
            return read(parser);
        } catch (XMLStreamException | NumberFormatException e) {
            throw new IOException("this is no list of parts", e);
        }
    }

    private static PartList read(XMLStreamReader parser) throws XMLStreamException {
        var parts = new ArrayList<Part>();
        var fields = new HashMap<String, String>();
        while (parser.nextTag() == XMLStreamConstants.START_ELEMENT) {
            var name = parser.getLocalName();
            if (name.equals("Part")) {
                parts.add(part(fields(parser)));
            } else if (List.of("IsTruncated", "NextPartNumberMarker").contains(name)) {
                fields.put(name, parser.getElementText());
            } else {
                skip(parser);
            }
        }
        var truncated = Boolean.parseBoolean(fields.get("IsTruncated"));
        return new PartList(
                parts, Optional.ofNullable(fields.get("NextPartNumberMarker")).filter(_ -> truncated));
    }

    private static Part part(Map<String, String> fields) {
        return new Part(
                Integer.parseInt(fields.get("PartNumber")),
                Long.parseLong(fields.get("Size")),
                fields.getOrDefault("ETag", "").replace("\"", ""));
    }

    private static Map<String, String> fields(XMLStreamReader parser) throws XMLStreamException {
        var fields = new HashMap<String, String>();
        while (parser.nextTag() == XMLStreamConstants.START_ELEMENT) {
            fields.put(parser.getLocalName(), parser.getElementText());
        }
        return fields;
    }

    private static void skip(XMLStreamReader parser) throws XMLStreamException {
        for (var depth = 1; depth > 0; ) {
            switch (parser.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {
                    // text
                }
            }
        }
    }
}
