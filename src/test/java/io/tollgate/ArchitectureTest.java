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
import java.util.List;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The arrows between the packages point one way. Money, wire forms, signatures, storage and the ledger are plain Java
 * that can be tested alone; only the steps of routes know Camel.
 */
class ArchitectureTest {
    private static final String ROOT = "io.tollgate";

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"money", "payment", "evm", "walrus", "catalog", "ledger", "sealing", "chain"})
    void onlyStepsOfRoutesKnowCamel(String name) {
        check(noClasses()
                .that()
                .resideInAPackage(within(name))
                .and(areNotSteps())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel.."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "evm"})
    void wireFormsAndSignaturesKnowOnlyMoney(String name) {
        check(noClasses()
                .that()
                .resideInAPackage(within(name))
                .should()
                .dependOnClassesThat(areOursOutside(name, "money")));
    }

    @Test
    void moneyKnowsNothingOfOurs() {
        check(noClasses()
                .that()
                .resideInAPackage(within("money"))
                .should()
                .dependOnClassesThat(areOursOutside("money")));
    }

    @Test
    void walrusKnowsOnlyUpstreamsOutsideItsSteps() {
        check(noClasses()
                .that()
                .resideInAPackage(within("walrus"))
                .and(areNotSteps())
                .should()
                .dependOnClassesThat(areOursOutside("walrus", "upstream")));
    }

    @Test
    void storageHasNothingToDoWithPayment() {
        check(noClasses()
                .that()
                .resideInAPackage(within("walrus"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(within("payment"), within("evm"), within("facilitator"), within("ledger")));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
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
                .resideOutsideOfPackage(within("command"))
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
                .resideInAnyPackage(within("money"), within("payment"), within("ledger"), within("catalog"))
                .should()
                .notHaveRawType(double.class)
                .andShould()
                .notHaveRawType(float.class)
                .andShould()
                .notHaveRawType(Double.class)
                .andShould()
                .notHaveRawType(Float.class));
    }

    private static void check(ArchRule rule) {
        rule.check(classes);
    }

    private static String within(String name) {
        return ROOT + "." + name + "..";
    }

    /** A step is a Processor, what is declared inside it, or an adapter that nothing but steps uses. */
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

    private static DescribedPredicate<JavaClass> areOursOutside(String... names) {
        String[] allowed = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            allowed[i] = within(names[i]);
        }
        return resideInAnyPackage(ROOT + "..").and(areNot(resideInAnyPackage(allowed)));
    }
}
