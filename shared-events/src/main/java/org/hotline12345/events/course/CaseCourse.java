package org.hotline12345.events.course;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.WorkOrderHandedDown;

/**
 * The course of a case, folded from its stream in stream order and from nothing else, so that every service that has read the same
 * part of the stream says the same. A service that decides something is ahead of the stream until its own event comes
 * back; it folds that one too, at its place, and whatever the course then says wins.
 *
 * <p>Which event has an effect in which phase stands in {@link CourseRules}, and nowhere else. An event without effect
 * leaves the course as it is, and has no effect in any service either.
 *
 * @param round Round of handling; 0 before the first dispatch.
 * @param leadUnit The unit that has it or answered it last. Null while no unit has it.
 * @param handlingUnit The unit below the lead that handles it. May be null.
 * @param workOrderId The open order, or the last one, whose reply stands. Null while no unit has it.
 * @param signed Whether that order was signed.
 * @param returnOpen Whether a ruling is owed on that order's return.
 * @param mergedInto The lead case with which it is handled, or was answered. May be null; of a merged case where that was not
 *     kept in earlier days.
 * @param end How it ended; null while it has not.
 */
public record CaseCourse(
        CoursePhase phase,
        int round,
        String leadUnit,
        String handlingUnit,
        UUID workOrderId,
        boolean signed,
        boolean returnOpen,
        UUID mergedInto,
        CourseEnd end) {
    /** Before anything was heard of the case. */
    public static final CaseCourse UNHEARD =
            new CaseCourse(CoursePhase.REGISTERED, 0, null, null, null, false, false, null, null);

    public CaseCourse {
        Objects.requireNonNull(phase, "phase");
        require((phase == CoursePhase.ENDED) == (end != null), "an end belongs to an ended case, and to no other");
        require(phase != CoursePhase.WITH_UNIT || workOrderId != null && leadUnit != null, "a unit has an order");
        require(!returnOpen || phase == CoursePhase.WITH_UNIT, "a ruling is owed on an open order only");
    }

    private static void require(boolean holds, String why) {
        if (!holds) {
            throw new IllegalArgumentException(why);
        }
    }

    /** The course of a case just registered. */
    public static CaseCourse registered(CaseRegistered event) {
        return UNHEARD.after(event);
    }

    /** Whether the event has an effect here; one that can change no course always has. */
    public boolean admits(CaseEvent event) {
        return CourseRules.admits(this, event);
    }

    /** The course after the next event of the stream; this one if that has no effect. */
    public CaseCourse after(CaseEvent event) {
        return CourseRules.after(this, event);
    }

    /** The events that can change a course. */
    public static Set<Class<? extends CaseEvent>> events() {
        return CourseRules.events();
    }

    /** Whether the unit still owes something on this order. */
    public boolean isOpen(UUID order) {
        return phase == CoursePhase.WITH_UNIT && workOrderId.equals(order);
    }

    /** The order on which a unit still owes something; null if there is none. */
    public UUID openOrder() {
        return phase == CoursePhase.WITH_UNIT ? workOrderId : null;
    }

    public boolean isEnded() {
        return phase == CoursePhase.ENDED;
    }

    /** Whether intake or the citizen ended it: what comes later has no effect, for ever. A closed case may be reworked. */
    public boolean isEndedInIntake() {
        return isEnded() && end != CourseEnd.CLOSED;
    }

    /** The unit that handles it: the lead, or the one below to which it was handed down. */
    public String handler() {
        return handlingUnit == null ? leadUnit : handlingUnit;
    }

    CaseCourse to(CoursePhase next) {
        return new CaseCourse(next, round, leadUnit, handlingUnit, workOrderId, signed, false, mergedInto, null);
    }

    CaseCourse ended(CourseEnd how) {
        return new CaseCourse(
                CoursePhase.ENDED, round, leadUnit, handlingUnit, workOrderId, signed, false, mergedInto, how);
    }

    /** No unit has it any more. */
    CaseCourse withoutUnit(CoursePhase next) {
        return new CaseCourse(next, round, null, null, null, false, false, null, null);
    }

    CaseCourse given(CaseDispatched event) {
        return new CaseCourse(
                CoursePhase.WITH_UNIT,
                event.round(),
                event.leadUnit(),
                null,
                event.workOrderId(),
                false,
                false,
                null,
                null);
    }

    CaseCourse signedNow() {
        return new CaseCourse(phase, round, leadUnit, handlingUnit, workOrderId, true, returnOpen, mergedInto, null);
    }

    CaseCourse returnAsked() {
        return new CaseCourse(phase, round, leadUnit, handlingUnit, workOrderId, signed, true, mergedInto, null);
    }

    CaseCourse returnRuled(ReturnDecided event) {
        return event.granted() ? withoutUnit(CoursePhase.AWAITING_DISPATCH) : to(phase);
    }

    CaseCourse handedTo(WorkOrderHandedDown event) {
        String below = event.toUnit().equals(leadUnit) ? null : event.toUnit();
        return new CaseCourse(phase, round, leadUnit, below, workOrderId, signed, returnOpen, mergedInto, null);
    }

    CaseCourse merged(CaseMerged event) {
        return new CaseCourse(
                CoursePhase.MERGED, round, leadUnit, null, workOrderId, signed, false, event.leadCaseId(), null);
    }

    /** The unit of the event answered: for a merged case that is the lead case's. */
    CaseCourse replied(ReplyIssued event) {
        String below = event.unit().equals(leadUnit) ? handlingUnit : null;
        return new CaseCourse(
                CoursePhase.REPLIED, round, event.unit(), below, workOrderId, signed, false, mergedInto, null);
    }

    /** One line of words that people and SQL can read, for one column: the phase, then {@code name=value}, only what there is. */
    public String encode() {
        var words = new ArrayList<String>();
        words.add(phase.name());
        add(words, "round", round == 0 ? null : Integer.toString(round));
        add(words, "unit", leadUnit);
        add(words, "handling", handlingUnit);
        add(words, "order", workOrderId);
        add(words, "signed", signed ? "yes" : null);
        add(words, "return", returnOpen ? "open" : null);
        add(words, "merged", mergedInto);
        add(words, "end", end);
        return String.join(" ", words);
    }

    private static void add(List<String> words, String name, Object value) {
        if (value != null) {
            words.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    /** The course that {@link #encode()} wrote. */
    public static CaseCourse decode(String encoded) {
        String[] words = encoded.split(" ");
        var values = new HashMap<String, String>();
        for (int i = 1; i < words.length; i++) {
            int at = words[i].indexOf('=');
            values.put(
                    words[i].substring(0, at), URLDecoder.decode(words[i].substring(at + 1), StandardCharsets.UTF_8));
        }
        return new CaseCourse(
                CoursePhase.valueOf(words[0]),
                Integer.parseInt(values.getOrDefault("round", "0")),
                values.get("unit"),
                values.get("handling"),
                id(values.get("order")),
                values.containsKey("signed"),
                values.containsKey("return"),
                id(values.get("merged")),
                values.containsKey("end") ? CourseEnd.valueOf(values.get("end")) : null);
    }

    private static UUID id(String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
