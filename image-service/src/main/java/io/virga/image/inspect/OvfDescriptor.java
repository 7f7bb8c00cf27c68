package io.virga.image.inspect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/// The XML in an OVA that says which of its files is the disk (DMTF DSP0243). It may define no entities, so it can
/// neither name anything outside of itself nor grow.
final class OvfDescriptor extends DefaultHandler {

    private static final Set<String> NAMESPACES =
            Set.of("http://schemas.dmtf.org/ovf/envelope/1", "http://schemas.dmtf.org/ovf/envelope/2");

    private record File(String id, String href, String size, String compression, String chunkSize) {}

    private record Disk(String file, String parent) {}

    private final List<File> files = new ArrayList<>();
    private final List<Disk> disks = new ArrayList<>();
    private String namespace;

    private OvfDescriptor() {}

    /// Throws `BadOva` unless `xml` describes one disk, and that is the file `name` of `size` bytes.
    static void check(byte[] xml, String name, long size) throws BadOva {
        var descriptor = new OvfDescriptor();
        try {
            var reader = parsers().newSAXParser().getXMLReader();
            reader.setContentHandler(descriptor);
            reader.setEntityResolver(descriptor);
            reader.setErrorHandler(descriptor);
            reader.parse(new InputSource(new ByteArrayInputStream(xml)));
        } catch (SAXException | IOException e) {
            throw new BadOva("its descriptor is not the XML of an OVF");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        descriptor.check(name, size);
    }

    private static SAXParserFactory parsers() throws ParserConfigurationException, SAXException {
        var parsers = SAXParserFactory.newDefaultNSInstance();
        parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        parsers.setFeature("http://xml.org/sax/features/external-general-entities", false);
        parsers.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        return parsers;
    }

    @Override
    public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
        throw new SAXException("nothing outside is read");
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
        if (namespace == null) {
            if (!name.equals("Envelope") || !NAMESPACES.contains(uri)) {
                throw new SAXException("no OVF");
            }
            namespace = uri;
        }
        if (uri.equals(namespace) && name.equals("File")) {
            files.add(new File(
                    attributes.getValue(uri, "id"),
                    attributes.getValue(uri, "href"),
                    attributes.getValue(uri, "size"),
                    attributes.getValue(uri, "compression"),
                    attributes.getValue(uri, "chunkSize")));
        }
        if (uri.equals(namespace) && name.equals("Disk")) {
            disks.add(new Disk(attributes.getValue(uri, "fileRef"), attributes.getValue(uri, "parentRef")));
        }
    }

    private void check(String name, long size) throws BadOva {
        BadOva.when(files.size() != 1, "its descriptor names %d files".formatted(files.size()));
        BadOva.when(disks.size() != 1, "its descriptor names %d disks".formatted(disks.size()));
        var file = files.getFirst();
        BadOva.when(!name.equals(file.href()), "its descriptor names a file that is not its disk");
        BadOva.when(
                file.size() != null && !file.size().equals(Long.toString(size)), "its descriptor lies about a size");
        BadOva.when(
                file.chunkSize() != null
                        || file.compression() != null && !file.compression().equals("identity"),
                "its disk is compressed or in pieces");
        var disk = disks.getFirst();
        BadOva.when(file.id() == null || !file.id().equals(disk.file()), "its disk is not in its file");
        BadOva.when(disk.parent() != null, "its disk has a parent");
    }
}
