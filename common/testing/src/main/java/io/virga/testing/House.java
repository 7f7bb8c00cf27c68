package io.virga.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.virga.web.Rule;
import java.util.Set;
import java.util.stream.Stream;

/// The rules of the house that hold in every module.
public final class House {

    private static final Set<String> HTTP_METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private House() {}

    /// Features (the packages right below `basePackage`) do not depend on each other in circles, only resources,
    /// filters and
    /// envelopes know HTTP, and no class has a name that says nothing.
    public static void holds(String basePackage) {
        var code = code(basePackage);
        slices().matching(basePackage + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(code);
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Dto|VO|Base)")
                .check(code);
        noClasses()
                .that()
                .haveNameMatching(".*(Service|Lifecycle|Workflow|Repository)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .allowEmptyShould(true)
                .check(code);
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .notBeAnnotatedWith("jakarta.transaction.Transactional")
                .allowEmptyShould(true)
                .check(code);
    }

    /// Every operation below `basePackage` has a `@Rule`, on its method or its class: what has none would be denied.
    public static void everyOperationHasARule(String basePackage) {
        methods()
                .that(new DescribedPredicate<JavaMethod>("are operations") {
                    @Override
                    public boolean test(JavaMethod method) {
                        return method.getAnnotations().stream()
                                .anyMatch(annotation ->
                                        annotation.getRawType().getPackageName().equals("jakarta.ws.rs")
                                                && HTTP_METHODS.contains(
                                                        annotation.getRawType().getSimpleName()));
                    }
                })
                .should(new ArchCondition<JavaMethod>("have a rule") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        var ruled = Stream.of(Rule.class, Rule.Several.class)
                                .anyMatch(rule -> method.isAnnotatedWith(rule)
                                        || method.getOwner().isAnnotatedWith(rule));
                        events.add(new SimpleConditionEvent(method, ruled, method.getFullName() + " has no @Rule"));
                    }
                })
                .check(code(basePackage));
    }

    private static JavaClasses code(String basePackage) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(basePackage);
    }
}
