package io.virga.agent.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.virga.agent.host.Tool;
import io.virga.agent.hypervisor.Blueprint;
import io.virga.agent.hypervisor.Blueprint.Attachment;
import io.virga.model.InstanceId;
import io.virga.model.PortId;
import io.virga.model.ProjectId;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/// Every kind of machine against its golden file. A change of one of these files is a change of tenants' machines.
class DomainXmlTest {

    private static final InstanceId ID = InstanceId.fromString("4c9f1a6e-0b7e-4a53-9d4d-6f5f0a1b2c3d");
    private static final PortId PORT = PortId.fromString("a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d");
    private static final Attachment DISK = new Attachment.RootDisk(Path.of("/virga/instances/4c9f/disk.qcow2"), false);
    private static final Attachment DRIVE = new Attachment.ConfigDrive(Path.of("/virga/instances/4c9f/config.iso"));
    private static final Attachment NIC = new Attachment.Interface(PORT, "fa:16:3e:11:22:33");

    private static final HostTraits TCG = new HostTraits("qemu", "br-int", false);
    private static final HostTraits KVM = new HostTraits("kvm", "br-int", false);
    private static final HostTraits USERSPACE = new HostTraits("qemu", "br-int", true);

    @TempDir
    Path folder;

    record Golden(String name, HostTraits host, Blueprint blueprint) {
        @Override
        public String toString() {
            return name;
        }

        String rendered() {
            return new DomainXml(host).render(blueprint);
        }
    }

    static Stream<Golden> machines() {
        return Stream.of(
                new Golden("bare", TCG, machine("web-1", List.of(DISK))),
                new Golden("config-drive", TCG, machine("web-1", List.of(DISK, DRIVE))),
                new Golden("interface", TCG, machine("web-1", List.of(DISK, NIC))),
                new Golden("interface-userspace-datapath", USERSPACE, machine("web-1", List.of(DISK, NIC))),
                new Golden("kvm", KVM, machine("web-1", List.of(DISK))),
                new Golden("hostile-name", TCG, machine("</title><x a='\"&\u0000\n\u202e]]>", List.of(DISK))));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void matchesItsGoldenFile(Golden golden) throws IOException {
        var file = Path.of("src/test/resources/domain-xml", golden.name() + ".xml");

        assertThat(golden.rendered()).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void libvirtsSchemaAcceptsIt(Golden golden) throws IOException {
        assumeTrue(
                Stream.of("/usr/bin/virt-xml-validate", "/usr/bin/xmllint")
                        .allMatch(program -> Files.isExecutable(Path.of(program))),
                "virt-xml-validate and its xmllint are not installed");
        var file = Files.writeString(folder.resolve("domain.xml"), golden.rendered());

        Tool.run(Duration.ofSeconds(20), List.of("virt-xml-validate", file.toString(), "domain"));
    }

    @Test
    void interfacesComeFirstOnPciAndThenTheRootDisk() {
        var other = new Attachment.Interface(PortId.random(), "fa:16:3e:11:22:44");
        var xml = new DomainXml(TCG).render(machine("web-1", List.of(DISK, NIC, other, DRIVE)));

        assertThat(Pattern.compile("(<serial>|<mac address='| bus='0x)([^'<]*)")
                        .matcher(xml)
                        .results()
                        .map(found -> found.group(2)))
                .containsExactly("root", "03", "fa:16:3e:11:22:33", "01", "fa:16:3e:11:22:44", "02");
    }

    @Test
    @Tag("SEC-63")
    void tenantsTextStaysText() throws Exception {
        var name = "</title></domain><domain type='kvm'>&xxe;<!--\"'";
        var document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(new DomainXml(TCG).render(machine(name, List.of(DISK))))));

        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo(name);
        assertThat(document.getElementsByTagName("domain").getLength()).isEqualTo(1);
    }

    @Test
    @Tag("SEC-04")
    void everyDiskNamesItsFormat() {
        var xml = new DomainXml(TCG).render(machine("web-1", List.of(DISK, DRIVE)));

        assertThat(xml.split("<disk ", -1)).hasSize(3);
        assertThat(xml).contains("<driver name='qemu' type='qcow2'").contains("<driver name='qemu' type='raw'");
    }

    @Test
    @Tag("SEC-51")
    void screenIsOnLoopbackOnly() {
        assertThat(new DomainXml(TCG).render(machine("web-1", List.of(DISK))))
                .contains("<listen type='address' address='127.0.0.1'/>")
                .doesNotContain("0.0.0.0");
    }

    @Test
    @Tag("SEC-62")
    void metadataWithADocumentTypeIsNotExpanded() {
        var xml = "<!DOCTYPE i [<!ENTITY g SYSTEM 'file:///etc/hostname'>]><i generation='&g;'/>";

        assertThat(InstanceMetadata.generation(xml)).isEmpty();
        assertThat(InstanceMetadata.generation("<instance generation='7'/>")).hasValue(7);
    }

    private static Blueprint machine(String name, List<Attachment> attachments) {
        var project = new ProjectId("0d1e2f3a4b5c46d78e9f0a1b2c3d4e5f");
        return new Blueprint(ID, 7, project, name, 2, 512, attachments, Path.of("/virga/instances/4c9f/console.log"));
    }
}
