package org.hotline12345.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/**
 * The rules every module keeps. Use them with
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "org.hotline12345.intake", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests rules = ArchTests.in(HotlineArchitecture.class);
 * }
 * }</pre>
 */
public final class HotlineArchitecture {
    /** Rules of the business are plain Java and can be tested in milliseconds. */
    @ArchTest
    public static final ArchRule MODEL_IS_FREE_OF_FRAMEWORKS = noClasses()
            .that()
            .resideInAPackage("org.hotline12345..model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "org.hibernate..",
                    "org.eclipse.microprofile..",
                    "org.apache.kafka..")
            .allowEmptyShould(true)
            .because("model holds rules that stand without a framework");

    /** Features reach each other in one direction only. */
    @ArchTest
    public static final ArchRule FEATURES_HAVE_NO_CIRCLES = slices().matching("org.hotline12345.(*).(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    /** Events leave by the outbox, never by an emitter beside it. */
    @ArchTest
    public static final ArchRule ONLY_THE_CHASSIS_TALKS_TO_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.hotline12345.chassis..",
                    "org.hotline12345.embedded..",
                    "org.hotline12345.testing..",
                    "org.hotline12345.localstack..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.eclipse.microprofile.reactive.messaging..",
                    "io.smallrye.reactive.messaging..",
                    "org.apache.kafka..")
            .allowEmptyShould(true)
            .because("an event is written to the outbox in the transaction of its cause");

    /** The contract depends on nothing but Java and Jackson's annotations. */
    @ArchTest
    public static final ArchRule EVENTS_KNOW_NO_SERVICE = classes()
            .that()
            .resideInAPackage("org.hotline12345.events..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "com.fasterxml.jackson.annotation..", "org.hotline12345.events..")
            .allowEmptyShould(true);

    /** Services talk by events, not by each other's classes. */
    @ArchTest
    public static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER = slices().matching("org.hotline12345.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAPackage("org.hotline12345.."),
                    resideInAPackage("org.hotline12345.events..").or(resideInAPackage("org.hotline12345.chassis..")))
            .ignoreDependency(
                    resideInAPackage("org.hotline12345.localstack..")
                            .or(resideInAPackage("org.hotline12345.testing..")),
                    resideInAPackage("org.hotline12345.."))
            .allowEmptyShould(true);

    /** A service logs; it prints nothing. */
    @ArchTest
    public static final ArchRule NOBODY_PRINTS = noClasses()
            .that(not(resideInAPackage("org.hotline12345.localstack..")))
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .allowEmptyShould(true);

    /** What a class needs stands in its constructor. */
    @ArchTest
    public static final ArchRule CONSTRUCTORS_TAKE_WHAT_A_CLASS_NEEDS =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    /** Folder names are words an official would use. */
    @ArchTest
    public static final ArchRule FOLDERS_NAME_THE_BUSINESS = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..", "..helper..")
            .allowEmptyShould(true);

    private HotlineArchitecture() {}
}
