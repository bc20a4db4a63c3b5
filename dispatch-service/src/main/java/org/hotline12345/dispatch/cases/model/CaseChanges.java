package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.course.CaseCourse;

/** What came of cases in one transaction: rows to write and events to tell, each in its order. */
public final class CaseChanges {
    private final List<NewCase> newCases = new ArrayList<>();
    private final Map<UUID, WorkOrder> orders = new LinkedHashMap<>();
    private final Map<UUID, TriageEntry> intoTriage = new LinkedHashMap<>();
    private final Map<UUID, TriageExit> outOfTriage = new LinkedHashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<UUID, Integer> urges = new LinkedHashMap<>();
    private final List<Risk> risks = new ArrayList<>();
    private final Map<UUID, End> ended = new LinkedHashMap<>();
    private final Map<UUID, Instant> live = new LinkedHashMap<>();
    private final Map<UUID, CaseCourse> courses = new LinkedHashMap<>();
    private final Map<UUID, MergeEnd> mergesEnded = new LinkedHashMap<>();
    private final Map<UUID, NewMerge> newMerges = new LinkedHashMap<>();
    private final List<OutgoingEvent> events = new ArrayList<>();

    void add(NewCase registered) {
        newCases.add(registered);
    }

    void add(Note note) {
        notes.add(note);
    }

    void add(Risk risk) {
        risks.add(risk);
    }

    void urged(UUID caseId, int number) {
        urges.merge(caseId, number, Math::max);
    }

    void ended(UUID caseId, String how, Instant at) {
        ended.put(caseId, new End(caseId, how, at));
    }

    void live(UUID caseId, Instant at) {
        live.put(caseId, at);
    }

    void moved(UUID caseId, CaseCourse course) {
        courses.put(caseId, course);
    }

    void into(TriageEntry entry) {
        intoTriage.put(entry.caseId(), entry);
    }

    /** Out of triage; who was put in by the same transaction never was there, and nobody hears of it. */
    void outOf(UUID caseId, Instant at, String by, TriageEntry.Outcome outcome) {
        if (intoTriage.remove(caseId) == null) {
            outOfTriage.put(caseId, new TriageExit(caseId, at, by, outcome));
        }
        events.removeIf(event -> event.ofTriage() && event.event().caseId().equals(caseId));
    }

    void merged(NewMerge merge) {
        newMerges.put(merge.caseId(), merge);
    }

    void mergeEnded(UUID caseId, String outcome, Instant at) {
        mergesEnded.put(caseId, new MergeEnd(caseId, outcome, at));
        newMerges.remove(caseId);
    }

    /** The order is stored if it has changed, and the feeds of its units name it. */
    public void show(WorkOrder order) {
        orders.put(order.id(), order);
    }

    /** An order that the same transaction gave and ended again was never given, and nobody hears of it. */
    void forget(WorkOrder order) {
        orders.remove(order.id());
        events.removeIf(event -> order.equals(event.given()));
    }

    void tell(OutgoingEvent event) {
        events.add(event);
    }

    /** Tells what was done to the order, and shows it. */
    public void tell(WorkOrder order, Act act, Instant at, CaseEvent... told) {
        show(order);
        for (CaseEvent event : told) {
            events.add(new OutgoingEvent(event, at, act.history() || order.imported(), act.actor(), null, false));
        }
    }

    public Collection<NewCase> newCases() {
        return newCases;
    }

    /** Every order that the feeds name, the new ones among them. */
    public Collection<WorkOrder> orders() {
        return orders.values();
    }

    public Collection<TriageEntry> intoTriage() {
        return intoTriage.values();
    }

    public Collection<TriageExit> outOfTriage() {
        return outOfTriage.values();
    }

    public Collection<Note> notes() {
        return notes;
    }

    /** The highest number of the citizen's urges, by case. */
    public Map<UUID, Integer> urges() {
        return urges;
    }

    public Collection<Risk> risks() {
        return risks;
    }

    /** Cases of which nothing more is to be dispatched. */
    public Map<UUID, End> ended() {
        return ended;
    }

    /** Cases moved in that are live from now on, and since when. */
    public Map<UUID, Instant> live() {
        return live;
    }

    /** The courses that went on. */
    public Map<UUID, CaseCourse> courses() {
        return courses;
    }

    public Collection<MergeEnd> mergesEnded() {
        return mergesEnded.values();
    }

    public Collection<NewMerge> newMerges() {
        return newMerges.values();
    }

    public List<OutgoingEvent> events() {
        return events;
    }

    /**
     * A case that intake has told.
     *
     * @param respondentUnit The accused unit. May be null.
     * @param riskFlags What its words speak of; mostly nothing.
     */
    public record NewCase(
            CaseRegistered registered, String respondentUnit, boolean imported, List<RiskFlag> riskFlags) {}

    /** Something the citizen added. */
    public record Note(UUID id, UUID caseId, Kind kind, String text, Instant at) {
        /** What was added. */
        public enum Kind {
            SUPPLEMENT,
            URGE
        }
    }

    /**
     * Words of the citizen that speak of a risk.
     *
     * @param source Where they stand: REGISTRATION, or the kind of a note.
     */
    public record Risk(UUID caseId, String source, List<RiskFlag> flags, Instant at) {
        static final String REGISTRATION = "REGISTRATION";

        /** Whether the words came later: those of the registration are stored with the case. */
        public boolean isAdded() {
            return !REGISTRATION.equals(source);
        }
    }

    /** How a case ended. */
    public record End(UUID caseId, String how, Instant at) {}

    /** A case that no dispatcher has to decide any more. */
    public record TriageExit(UUID caseId, Instant at, String by, TriageEntry.Outcome outcome) {}

    public record MergeEnd(UUID caseId, String outcome, Instant at) {}

    /** A case that is handled with another lead from now on, and its own order that ended. */
    public record NewMerge(UUID caseId, UUID leadCaseId, UUID workOrderId, String by, Instant at) {}

    /**
     * An event to tell.
     *
     * @param at When it happened.
     * @param imported Whether it starts no timers and notices.
     * @param given The order whose giving it tells; null for any other event.
     * @param ofTriage Whether it tells that the case waits for a dispatcher.
     */
    public record OutgoingEvent(
            CaseEvent event, Instant at, boolean imported, String actor, WorkOrder given, boolean ofTriage) {}
}
