package org.hotline12345.events.course;

import static org.hotline12345.events.course.CoursePhase.AWAITING_DISPATCH;
import static org.hotline12345.events.course.CoursePhase.ENDED;
import static org.hotline12345.events.course.CoursePhase.IN_TRIAGE;
import static org.hotline12345.events.course.CoursePhase.MERGED;
import static org.hotline12345.events.course.CoursePhase.REGISTERED;
import static org.hotline12345.events.course.CoursePhase.REPLIED;
import static org.hotline12345.events.course.CoursePhase.REWORK;
import static org.hotline12345.events.course.CoursePhase.WITH_UNIT;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderSigned;

/**
 * Who wins where two services decide about a case at the same time: in which phases an event has an effect, and which. The
 * stream says who was first; these lines say what the second one still means.
 *
 * <table>
 * <caption>Who wins</caption>
 * <tr><th>event</th><th>has an effect</th><th>because</th></tr>
 * <tr><td>registration</td><td>once</td><td>a case is registered once</td></tr>
 * <tr><td>answer, refusal, link</td><td>while it is not answered, and no unit has signed the order, be a return of it
 *   open or not</td><td>the citizen was told on the telephone; a unit that has not signed has done nothing yet, one that
 *   has signed works on it and is not sent away: then it answers too</td></tr>
 * <tr><td>withdrawal</td><td>until the end, behind a reply too</td><td>the citizen's word: nobody is to call him about it
 *   any more. The reply stays to the unit's credit</td></tr>
 * <tr><td>dispatch, triage</td><td>while a unit is looked for</td><td>dispatch alone says who has the case; behind the end
 *   of the case, or a reply, there is nothing to give</td></tr>
 * <tr><td>signature, return, ruling, hand-down, recall</td><td>on the open order</td><td>what is said of an order that was ended, merged
 *   or answered comes too late</td></tr>
 * <tr><td>merge</td><td>while it is not answered</td><td>a case answered or ended needs no other's answer; a merged one may
 *   be moved to another lead</td></tr>
 * <tr><td>un-merge</td><td>while merged</td><td>once answered with its lead it is a case like any other</td></tr>
 * <tr><td>reply</td><td>on the open order, or on the own order of a merged case</td><td>behind a withdrawal nobody waits for it;
 *   of two replies the first one counts</td></tr>
 * <tr><td>correction of a reply</td><td>behind the reply of its order, or a closing</td><td>the citizen is owed the right
 *   answer; a changed result opens a closed case, for the citizen is asked again. Behind a rework the round's result no longer stands,
 *   behind a withdrawal nobody waits for it</td></tr>
 * <tr><td>closing</td><td>behind a reply</td><td>only what was answered is closed; a withdrawal that was faster has ended
 *   it already, and a rework that was faster is still owed</td></tr>
 * <tr><td>supervision after a second dissatisfaction</td><td>behind a closing</td><td>the citizen objects to the closed case, and a
 *   supervisor decides: until then it is not closed; other supervision changes no course</td></tr>
 * <tr><td>rework</td><td>behind a reply, or a closing</td><td>a dissatisfied citizen is heard also when the case is closed; who
 *   withdrew, or was answered on the spot, has no round that could be handled again</td></tr>
 * </table>
 */
final class CourseRules {
    /** Nobody has answered the citizen yet. */
    private static final Set<CoursePhase> UNANSWERED =
            EnumSet.of(REGISTERED, IN_TRIAGE, WITH_UNIT, AWAITING_DISPATCH, MERGED);

    /**
     * A unit is looked for. An open order is among them: dispatch never has two, so a new one says that the former is over.
     */
    private static final Set<CoursePhase> UNIT_WANTED =
            EnumSet.of(REGISTERED, IN_TRIAGE, AWAITING_DISPATCH, REWORK, WITH_UNIT);

    private static final Map<Class<? extends CaseEvent>, Rule<?>> RULES = rules(List.of(
            on(CaseRegistered.class, EnumSet.of(REGISTERED), CourseRules::isFirst, CourseRules::registered),
            on(CaseAnsweredDirectly.class, UNANSWERED, CourseRules::isUnsigned, (c, e) -> c.ended(CourseEnd.ANSWERED)),
            on(CaseNotAccepted.class, UNANSWERED, CourseRules::isUnsigned, (c, e) -> c.ended(CourseEnd.NOT_ACCEPTED)),
            on(
                    CaseWithdrawn.class,
                    EnumSet.complementOf(EnumSet.of(ENDED)),
                    CourseRules::always,
                    (c, e) -> c.ended(CourseEnd.WITHDRAWN)),
            on(CaseDispatched.class, UNIT_WANTED, (c, e) -> !c.isOpen(e.workOrderId()), CaseCourse::given),
            on(CaseSentToTriage.class, UNIT_WANTED, CourseRules::always, (c, e) -> c.withoutUnit(IN_TRIAGE)),
            on(
                    WorkOrderSigned.class,
                    EnumSet.of(WITH_UNIT),
                    (c, e) -> c.isOpen(e.workOrderId()),
                    (c, e) -> c.signedNow()),
            on(
                    ReturnRequested.class,
                    EnumSet.of(WITH_UNIT),
                    (c, e) -> c.isOpen(e.workOrderId()),
                    (c, e) -> c.returnAsked()),
            on(
                    ReturnDecided.class,
                    EnumSet.of(WITH_UNIT),
                    (c, e) -> c.isOpen(e.workOrderId()),
                    CaseCourse::returnRuled),
            on(
                    WorkOrderHandedDown.class,
                    EnumSet.of(WITH_UNIT),
                    (c, e) -> c.isOpen(e.workOrderId()),
                    CaseCourse::handedTo),
            on(
                    WorkOrderRecalled.class,
                    EnumSet.of(WITH_UNIT),
                    (c, e) -> c.isOpen(e.workOrderId()),
                    (c, e) -> c.withoutUnit(AWAITING_DISPATCH)),
            on(CaseMerged.class, UNANSWERED, CourseRules::always, CaseCourse::merged),
            on(CaseUnmerged.class, EnumSet.of(MERGED), CourseRules::always, (c, e) -> c.withoutUnit(AWAITING_DISPATCH)),
            on(
                    ReplyIssued.class,
                    EnumSet.of(WITH_UNIT, MERGED),
                    (c, e) -> e.workOrderId().equals(c.workOrderId()),
                    CaseCourse::replied),
            on(
                    ReplyCorrected.class,
                    EnumSet.of(REPLIED, ENDED),
                    (c, e) -> !c.isEndedInIntake() && e.workOrderId().equals(c.workOrderId()),
                    (c, e) -> c.isEnded() && e.resultChanged() ? c.to(REPLIED) : c),
            on(CaseClosed.class, EnumSet.of(REPLIED), CourseRules::always, (c, e) -> c.ended(CourseEnd.CLOSED)),
            // a citizen who objects to a closed case for the second time: somebody decides, before it is handled again
            // or closed
            on(SupervisionOpened.class, EnumSet.allOf(CoursePhase.class), CourseRules::always, CourseRules::objected),
            on(
                    ReworkOrdered.class,
                    EnumSet.of(REPLIED, ENDED),
                    (c, e) -> !c.isEndedInIntake(),
                    (c, e) -> c.to(REWORK))));

    private CourseRules() {}

    static boolean admits(CaseCourse course, CaseEvent event) {
        Rule<?> rule = RULES.get(event.getClass());
        return rule == null || rule.admits(course, event);
    }

    static CaseCourse after(CaseCourse course, CaseEvent event) {
        Rule<?> rule = RULES.get(event.getClass());
        return rule != null && rule.admits(course, event) ? rule.after(course, event) : course;
    }

    /** The events that may change the course of a case. */
    static Set<Class<? extends CaseEvent>> events() {
        return RULES.keySet();
    }

    private static boolean always(CaseCourse course, CaseEvent event) {
        return true;
    }

    private static boolean isFirst(CaseCourse course, CaseRegistered event) {
        return course.equals(CaseCourse.UNHEARD);
    }

    private static boolean isUnsigned(CaseCourse course, CaseEvent event) {
        return !course.signed();
    }

    private static CaseCourse registered(CaseCourse course, CaseRegistered event) {
        return switch (event.outcome()) {
            case TO_DISPATCH -> course;
            case ANSWERED -> course.ended(CourseEnd.ANSWERED);
            case NOT_ACCEPTED -> course.ended(CourseEnd.NOT_ACCEPTED);
        };
    }

    private static CaseCourse objected(CaseCourse course, SupervisionOpened event) {
        boolean awaitsDecision = event.cause() == SupervisionCause.SECOND_DISSATISFACTION
                && course.end() == CourseEnd.CLOSED
                && event.workOrderId().equals(course.workOrderId());
        return awaitsDecision ? course.to(REPLIED) : course;
    }

    private static <E extends CaseEvent> Rule<E> on(
            Class<E> event,
            Set<CoursePhase> in,
            BiPredicate<CaseCourse, E> when,
            BiFunction<CaseCourse, E, CaseCourse> then) {
        return new Rule<>(event, in, when, then);
    }

    private static Map<Class<? extends CaseEvent>, Rule<?>> rules(Collection<Rule<?>> all) {
        return all.stream().collect(Collectors.toUnmodifiableMap(Rule::event, rule -> rule));
    }

    /** One line of the table. */
    private record Rule<E extends CaseEvent>(
            Class<E> event,
            Set<CoursePhase> in,
            BiPredicate<CaseCourse, E> when,
            BiFunction<CaseCourse, E, CaseCourse> then) {
        boolean admits(CaseCourse course, CaseEvent found) {
            return in.contains(course.phase()) && when.test(course, event.cast(found));
        }

        CaseCourse after(CaseCourse course, CaseEvent found) {
            return then.apply(course, event.cast(found));
        }
    }
}
