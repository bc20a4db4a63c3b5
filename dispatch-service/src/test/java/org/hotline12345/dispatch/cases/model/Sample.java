package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.dispatch.cases.model.CaseChanges.OutgoingEvent;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.catalogue.model.Lead;
import org.hotline12345.dispatch.masterdata.categories.model.Category;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.hotline12345.dispatch.routing.model.RiskWords;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderState;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CoursePhase;

/**
 * Cases, orders and an office for tests of rules. Water cases go to WATER by the catalogue, light to LIGHT; POOL and WELL stand below WATER. The
 * leaders of STRICT read all cases first, those of CAREFUL the complex ones.
 */
final class Sample {
    static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

    /** When what is stored happened last. */
    static final Instant THEN = NOW.minusSeconds(3600);

    static final Act DISPATCHER = new Act(NOW, "anna", false);

    private static final RiskWords RISK_WORDS =
            new RiskWords(PhraseFiles.shipped().read("risk-words.v1"), 3);

    private Sample() {}

    static UUID id(int number) {
        return new UUID(0, number);
    }

    static CaseFacts facts(int number, String... accused) {
        return facts(number, Urgency.ORDINARY, accused);
    }

    static CaseFacts facts(int number, Urgency urgency, String... accused) {
        return new CaseFacts(
                id(number), "N" + number, "停水", CaseType.HELP, urgency, "PHONE", Anonymity.NAMED, List.of(accused));
    }

    static DispatchCase live(CaseFacts facts) {
        return made(facts, false, null);
    }

    static DispatchCase live(int number) {
        return live(facts(number));
    }

    static DispatchCase movedIn(int number) {
        return made(facts(number), true, null);
    }

    private static DispatchCase made(CaseFacts facts, boolean silent, String ended) {
        return new DispatchCase(
                facts, new DispatchCase.Registration("WATER", "A1", false), false, silent, ended, CaseCourse.UNHEARD);
    }

    /** One that came to its end elsewhere. */
    static DispatchCase ended(int number, String how) {
        return made(facts(number), false, how);
    }

    /** A live case that is there by its stream. */
    static DispatchCase inCourse(int number, CaseCourse course) {
        return new DispatchCase(
                facts(number), new DispatchCase.Registration("WATER", "A1", false), false, false, null, course);
    }

    /** A live case whose unit has an open order. */
    static DispatchCase with(String unit, int number, WorkOrderState state) {
        var of = live(number);
        of.add(order(of, unit, state).made());
        return of;
    }

    /** A live case that waits for a dispatcher. */
    static DispatchCase waiting(int number) {
        return waiting(live(number));
    }

    static DispatchCase waiting(DispatchCase of) {
        of.waits(new TriageEntry.Waiting(1, DispatchCause.FIRST, null, THEN));
        return of;
    }

    static CaseCourse course(CoursePhase phase, boolean signed) {
        return new CaseCourse(phase, 1, "WATER", null, new UUID(1, 1), signed, false, null, null);
    }

    static CaseSet set(DispatchCase... cases) {
        return set(book(), cases);
    }

    /** The same by another book. */
    static CaseSet set(RoutingBook book, DispatchCase... cases) {
        var all = new HashMap<UUID, DispatchCase>();
        for (var each : cases) {
            all.put(each.id(), each);
        }
        return new CaseSet(all, office(book));
    }

    static Office office() {
        return office(book());
    }

    private static Office office(RoutingBook book) {
        return new Office(book, RISK_WORDS, NOW, UuidV7::next);
    }

    static RoutingBook book() {
        return new RoutingBook(
                1,
                List.of(
                        unit("CITY", "长春市", null, true, null),
                        unit("WATER", "市水务局", "CITY", true, null),
                        unit("POOL", "水务局游泳馆", "WATER", true, null),
                        unit("WELL", "水务局水井站", "WATER", true, null),
                        unit("LIGHT", "市路灯管理处", "CITY", true, null),
                        unit("STRICT", "市教育局", "CITY", true, InstructionPolicy.ALL),
                        unit("CAREFUL", "市民政局", "CITY", true, InstructionPolicy.COMPLEX),
                        unit("CLOSED", "市旧城改造办", "CITY", false, null)),
                List.of(),
                List.of(category("WATER", "供水"), category("LIGHT", "路灯"), category("NOISE", "噪声")),
                List.of(rule(1, "WATER", "WATER"), rule(2, "LIGHT", "LIGHT"), rule(3, "NOISE", "STRICT", "噪声扰民")));
    }

    private static Unit unit(String code, String name, String parent, boolean active, InstructionPolicy policy) {
        return new Unit(
                code,
                name,
                UnitLevel.CITY,
                parent,
                "G",
                List.of(),
                1,
                SignOffLevel.DEPUTY,
                false,
                active,
                Instant.EPOCH,
                policy);
    }

    private static Category category(String code, String name) {
        return new Category(code, name, null, 1, true, Instant.EPOCH);
    }

    private static CatalogueRule rule(long number, String category, String unit, String... words) {
        return new CatalogueRule(
                new UUID(4, number),
                category,
                null,
                List.of(words),
                new Lead.OfUnit(unit),
                List.of(),
                LocalDate.EPOCH,
                null);
    }

    /** What is told, in its order. */
    static List<CaseEvent> told(CaseSet set) {
        return set.changes().events().stream().map(OutgoingEvent::event).toList();
    }

    /** The only event of the type. */
    static <E extends CaseEvent> E only(CaseSet set, Class<E> type) {
        var found = told(set).stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Why it is refused. */
    static ObjectAssert<Refusal.Reason> assertRefused(ThrowingCallable act) {
        var refusal = catchThrowableOfType(Refusal.class, act);
        assertThat(refusal).as("a refusal").isNotNull();
        return assertThat(refusal.reason());
    }

    static OrderMade order(DispatchCase of, String unit, WorkOrderState state) {
        return new OrderMade(of, unit, state);
    }

    /** An order as it is stored, in version 3, signed if somebody works on it. */
    static final class OrderMade {
        private final DispatchCase of;
        private final String unit;
        private final WorkOrderState state;
        private UUID id;
        private boolean signed;
        private boolean imported;
        private List<String> coUnits = List.of();
        private String handlingUnit;
        private WorkOrderState correction;
        private Instant lastEventAt = THEN;
        private Instant dispatchedAt = THEN;
        private int round = 1;

        private OrderMade(DispatchCase of, String unit, WorkOrderState state) {
            this.of = of;
            this.unit = unit;
            this.state = state;
            this.id = new UUID(
                    1, of.id().getLeastSignificantBits() + 100L * of.orders().size());
            this.signed = state != WorkOrderState.PENDING_SIGN;
            this.imported = of.silent();
        }

        OrderMade unsigned() {
            signed = false;
            return this;
        }

        OrderMade with(String... others) {
            coUnits = List.of(others);
            return this;
        }

        OrderMade handledBy(String below) {
            handlingUnit = below;
            return this;
        }

        OrderMade correctionAt(WorkOrderState step) {
            correction = step;
            return this;
        }

        OrderMade lastEventAt(Instant at) {
            lastEventAt = at;
            return this;
        }

        OrderMade dispatchedAt(Instant at) {
            dispatchedAt = at;
            return this;
        }

        OrderMade round(int number) {
            round = number;
            return this;
        }

        WorkOrder made() {
            boolean answered = state == WorkOrderState.REPLIED;
            return WorkOrder.stored(
                    id,
                    of.facts(),
                    imported,
                    new Assignment(
                            unit, coUnits, "WATER", "A1", DecidedBy.CATALOGUE, "按目录", round, DispatchCause.FIRST, null),
                    dispatchedAt,
                    new WorkOrder.Progress(
                            state,
                            3,
                            signed ? new WorkOrder.Signature(THEN, "li") : null,
                            null,
                            handlingUnit,
                            InstructionStanding.NOT_NEEDED,
                            correction,
                            new WorkOrder.Times(
                                    answered ? lastEventAt : null,
                                    WorkOrderStates.isOpen(state) ? null : lastEventAt,
                                    lastEventAt)));
        }
    }
}
