package org.hotline12345.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules every module keeps. Use them with
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "org.hotline12345.intake", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests RULES = ArchTests.in(HotlineArchitecture.class);
 * }
 * }</pre>
 */
public final class HotlineArchitecture {
    private static final String CHASSIS = "org.hotline12345.chassis.";

    /** The rooms of the chassis from the ground up; each may use its own and those below. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("language", "time", "problem", "page", "privacy", "network"),
            Set.of("database"),
            Set.of("document", "event", "feed"),
            Set.of("office"),
            Set.of("access"),
            Set.of("rest", "health"),
            Set.of("vocabulary", "attachment", "decision"));

    /** What touches the database or sends events. */
    private static final Set<String> TOOLS_OF_STORES = Set.of(
            CHASSIS + "database.Sql",
            CHASSIS + "database.Transactions",
            CHASSIS + "event.Outbox",
            "io.vertx.mutiny.sqlclient.Pool");

    private static final Pattern PRIVATE = Pattern.compile(".*(Resource|Store)");

    private static final Pattern MAY_HOLD_SQL = Pattern.compile(".*(Cases|Store|Queries)(\\$.*)?");

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

    /**
     * Rules know events, languages, the time zone, what is wrong with a field, and each other; nothing else of the house. The solver
     * behind the learned router only computes, as Java's own mathematics does. A document of the business, such as a rule set or a
     * bulletin, says by Jackson's annotations how it is written, as events do: that is a part of what it is.
     */
    @ArchTest
    public static final ArchRule MODEL_KNOWS_ONLY_THE_BUSINESS = rule(
            "model knows only Java, events, language, time and other models",
            uses(
                    "org.hotline12345..model..",
                    (user, used) -> !used.getPackageName().startsWith("java.")
                            && !used.getPackageName().startsWith("org.hotline12345.events")
                            && !used.getPackageName().startsWith(CHASSIS + "language")
                            && !used.getPackageName().startsWith(CHASSIS + "time")
                            && !used.getFullName().startsWith(CHASSIS + "problem.Violation")
                            && !used.getPackageName().startsWith("de.bwaldvogel.liblinear")
                            && !used.getPackageName().equals("com.fasterxml.jackson.annotation")
                            && !(used.getPackageName() + ".").contains(".model.")));

    /** Packages know each other in one direction only; the model of a feature is a package of its own, below its edges. */
    @ArchTest
    public static final ArchRule PACKAGES_HAVE_NO_CIRCLES =
            slices().matching("org.hotline12345.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    /** The chassis stands in layers; a lower one knows nothing of an upper one. */
    @ArchTest
    public static final ArchRule CHASSIS_STANDS_IN_LAYERS = rule(
            "rooms of the chassis use only their own floor and those below",
            uses(
                    CHASSIS + ".",
                    (user, used) -> used.getPackageName().startsWith(CHASSIS) && floor(used) > floor(user)));

    /** A resource translates; what it needs of the database or tells others is somebody else's. */
    @ArchTest
    public static final ArchRule RESOURCES_ONLY_TRANSLATE = rule(
            "a resource holds no SQL, no transaction and no event",
            uses(
                    "org.hotline12345..",
                    (user, used) -> outermost(user).getSimpleName().endsWith("Resource")
                            && TOOLS_OF_STORES.contains(used.getFullName())));

    /** Who looks for SQL finds it under three names. */
    @ArchTest
    public static final ArchRule ONLY_STORES_HOLD_SQL = rule(
            "only Cases, Store and Queries use Sql",
            uses(
                    "org.hotline12345..",
                    (user, used) -> !user.getPackageName().startsWith(CHASSIS)
                            && used.getFullName().equals(CHASSIS + "database.Sql")
                            && !MAY_HOLD_SQL
                                    .matcher(outermost(user).getSimpleName())
                                    .matches()));

    /** What a feature offers to others is its model, its queries and its verbs; its edge and its tables are its own. */
    @ArchTest
    public static final ArchRule EDGES_AND_STORES_ARE_PRIVATE = rule(
            "a feature uses no Resource and no Store of another",
            uses(
                    "org.hotline12345..",
                    (user, used) -> isOfOneService(user, used)
                            && !feature(user).equals(feature(used))
                            && PRIVATE.matcher(outermost(used).getSimpleName()).matches()));

    /** Events leave by the outbox, never by an emitter beside it. */
    @ArchTest
    public static final ArchRule ONLY_THE_CHASSIS_TALKS_TO_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.hotline12345.chassis..",
                    "org.hotline12345.embedded..",
                    "org.hotline12345.testing..",
                    "org.hotline12345.localstack..",
                    "org.hotline12345.bench..")
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
                            .or(resideInAPackage("org.hotline12345.bench.."))
                            .or(resideInAPackage("org.hotline12345.testing..")),
                    resideInAPackage("org.hotline12345.."))
            .allowEmptyShould(true);

    /** A service logs; it prints nothing. */
    @ArchTest
    public static final ArchRule NOBODY_PRINTS = noClasses()
            .that(not(
                    resideInAPackage("org.hotline12345.localstack..").or(resideInAPackage("org.hotline12345.bench.."))))
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

    static ArchRule rule(String name, ArchCondition<JavaClass> condition) {
        return classes().should(condition).allowEmptyShould(true).as(name);
    }

    /** One breach for each class that uses another it should not: without line numbers, which move. */
    private static ArchCondition<JavaClass> uses(String packages, BiPredicate<JavaClass, JavaClass> breach) {
        var concerned = resideInAPackage(packages);
        return new ArchCondition<>("keep to it") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                if (user.getEnclosingClass().isPresent() || !concerned.test(user)) {
                    return;
                }
                user.getPackage().getClasses().stream()
                        .filter(part -> outermost(part).equals(user))
                        .flatMap(part -> part.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> !target.isPrimitive() && breach.test(user, target))
                        .map(target -> outermost(target).getFullName())
                        .collect(Collectors.toCollection(TreeSet::new))
                        .forEach(name ->
                                events.add(SimpleConditionEvent.violated(user, user.getFullName() + " uses " + name)));
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static boolean isOfOneService(JavaClass one, JavaClass other) {
        return !one.getPackageName().startsWith(CHASSIS)
                && other.getPackageName().startsWith("org.hotline12345.")
                && part(one, 2).equals(part(other, 2));
    }

    private static String feature(JavaClass type) {
        return part(type, 3);
    }

    /** The nth word of the package, from 0; empty where there are fewer. */
    private static String part(JavaClass type, int nth) {
        String[] words = type.getPackageName().split("\\.");
        return nth < words.length ? words[nth] : "";
    }

    private static int floor(JavaClass type) {
        String room = type.getPackageName().substring(CHASSIS.length()).split("\\.")[0];
        return (int) FLOORS.stream().takeWhile(rooms -> !rooms.contains(room)).count();
    }
}
