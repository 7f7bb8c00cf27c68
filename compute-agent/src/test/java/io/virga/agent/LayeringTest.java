package io.virga.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.virga.agent");

    @Test
    void agentKnowsNothingOfADatabase() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "javax.sql..", "io.virga.messaging.outbox..")
                .check(CODE);
        assertThatThrownBy(() -> Class.forName("org.hibernate.Session")).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void onlyTheLibvirtPackageKnowsLibvirt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.virga.agent.libvirt..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.libvirt..", "com.sun.jna..")
                .check(CODE);
    }

    @Test
    void onlyTheMailboxSpeaksToTheBroker() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.virga.agent.disk..",
                        "io.virga.agent.guest..",
                        "io.virga.agent.hypervisor..",
                        "io.virga.agent.libvirt..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.jms..")
                .check(CODE);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("io.virga.agent.(*)..").should().beFreeOfCycles().check(CODE);
    }
}
