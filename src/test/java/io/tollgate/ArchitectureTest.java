package io.tollgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dependencies between packages have no cycles. Money, wire forms, signatures, storage and the ledger are plain Java that
 * can be tested alone; only the steps of routes depend on Camel.
 */
class ArchitectureTest {
    private static final String ROOT = "io.tollgate";

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x402..",
                "walrus.encoding",
                "walrus.publish",
                "walrus.read",
                "catalog",
                "catalog.offer",
                "ledger",
                "sealing.."
            })
    void onlyStepsOfRoutesKnowCamel(String name) {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .and(areNotSteps())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel.."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x402.protocol", "x402.evm"})
    void wireFormsAndSignaturesKnowOnlyMoney(String name) {
        check(noClasses()
                .that()
                .resideInAPackage(within(name))
                .should()
                .dependOnClassesThat(areTollgateClassesOutside(name, "x402.money")));
    }

    @Test
    void moneyKnowsNothingOfOurs() {
        check(noClasses()
                .that()
                .resideInAPackage(within("x402.money"))
                .should()
                .dependOnClassesThat(areTollgateClassesOutside("x402.money")));
    }

    @Test
    void walrusKnowsOnlyUpstreamsOutsideItsSteps() {
        check(noClasses()
                .that()
                .resideInAPackage(within("walrus"))
                .and()
                .resideOutsideOfPackage(within("walrus.routes"))
                .and(areNotSteps())
                .should()
                .dependOnClassesThat(areTollgateClassesOutside("walrus", "http.upstream")));
    }

    @Test
    void storageHasNothingToDoWithPayment() {
        check(noClasses()
                .that()
                .resideInAPackage(within("walrus"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(within("x402"), within("facilitator"), within("ledger")));
    }

    @ParameterizedTest
    @ValueSource(strings = {".(*)..", ".(**)"})
    void neitherGroupsNorPackagesHaveCycles(String level) {
        check(slices().matching(ROOT + level).should().beFreeOfCycles());
    }

    /** Two wiring classes must not depend on each other, so that the wiring can be read from top to bottom. */
    @Test
    void noTwoClassesOfTheApplicationKnowEachOther() {
        check(slices().assignedFrom(new ClassesOf(ROOT + ".app")).should().beFreeOfCycles());
    }

    /** The embedded Walrus, facilitator and chain are for development only. */
    @Test
    void onlyTheApplicationKnowsTheFakes() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(within("app"), within("dev"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(within("dev")));
    }

    @Test
    void namesSayWhatAClassIsFor() {
        check(noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl)"));
        check(noClasses().should().resideInAnyPackage("..util..", "..helper..", "..common..", "..model..", "..misc.."));
    }

    @Test
    void onlyCommandsWriteToTheConsole() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(within("cli"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."));
    }

    @Test
    void moneyIsNeverAFloatingPointNumber() {
        check(fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(within("x402.money"), within("x402.protocol"), within("ledger"), within("catalog"))
                .should()
                .notHaveRawType(double.class)
                .andShould()
                .notHaveRawType(float.class)
                .andShould()
                .notHaveRawType(Double.class)
                .andShould()
                .notHaveRawType(Float.class));
    }

    /** Each top-level class of one package, together with its nested classes, is a slice. */
    private record ClassesOf(String name) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().equals(name)
                    ? SliceIdentifier.of(outermost(type).getSimpleName())
                    : SliceIdentifier.ignore();
        }

        private static JavaClass outermost(JavaClass type) {
            return type.getEnclosingClass().map(ClassesOf::outermost).orElse(type);
        }

        @Override
        public String getDescription() {
            return "classes of " + name;
        }
    }

    private static void check(ArchRule rule) {
        rule.check(classes);
    }

    private static String within(String name) {
        return ROOT + "." + name + "..";
    }

    /** A step is a Processor, a class declared inside one, or an adapter that only steps use. */
    private static DescribedPredicate<JavaClass> areNotSteps() {
        DescribedPredicate<JavaClass> processors = belongTo(assignableTo(Processor.class));
        DescribedPredicate<JavaClass> adapters = DescribedPredicate.describe("used by steps only", type -> {
            List<JavaClass> users = type.getDirectDependenciesToSelf().stream()
                    .map(Dependency::getOriginClass)
                    .filter(user -> !user.equals(type))
                    .toList();
            return !users.isEmpty() && users.stream().allMatch(processors);
        });
        return areNot(processors.or(adapters));
    }

    private static DescribedPredicate<JavaClass> areNot(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.not(predicate);
    }

    private static DescribedPredicate<JavaClass> areTollgateClassesOutside(String... names) {
        String[] allowed = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            allowed[i] = within(names[i]);
        }
        return resideInAnyPackage(ROOT + "..").and(areNot(resideInAnyPackage(allowed)));
    }
}
