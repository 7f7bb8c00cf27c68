package io.virga.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.virga.testing.House;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void placementKnowsNothingButTheJdkAndTheModel() {
        classes()
                .that()
                .resideInAPackage("io.virga.scheduler.placement..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.virga.model..", "io.virga.scheduler.placement..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.virga.scheduler"));
    }

    @Test
    void theHouseRulesHold() {
        House.holds("io.virga.scheduler");
    }

    @Test
    void everyEndpointHasARule() {
        House.everyOperationHasARule("io.virga.scheduler");
    }
}
