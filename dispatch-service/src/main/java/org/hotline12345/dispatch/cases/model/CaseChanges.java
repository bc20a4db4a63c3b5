package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.RoutingCandidate;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.course.CaseCourse;

/** What came of cases in one transaction: rows to write and events to tell, each in its order. */
public final class CaseChanges {
    private final List<NewCase> newCases = new ArrayList<>();
    private final Map<UUID, WorkOrder> orders = new LinkedHashMap<>();
    private final Map<UUID, TriageEntry> intoTriage = new LinkedHashMap<>();
    private final Map<UUID, TriageLine> triage = new LinkedHashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<UUID, CaseLine> cases = new LinkedHashMap<>();
    private final List<Risk> risks = new ArrayList<>();
    private final Map<UUID, MergeEnd> mergesEnded = new LinkedHashMap<>();
    private final Map<UUID, NewMerge> newMerges = new LinkedHashMap<>();
    private final List<Correction> corrections = new ArrayList<>();
    private final Map<UUID, Proposal> proposals = new LinkedHashMap<>();
    private final List<WorkOrderRecalled> recalls = new ArrayList<>();
    private final List<OutgoingEvent> events = new ArrayList<>();

    void add(NewCase registered) {
        newCases.add(registered);
    }

    void add(Note note) {
        notes.add(note);
    }

    /** The order was taken from its unit, which reads why. */
    void recalled(WorkOrder order, Act act, WorkOrderRecalled recall) {
        recalls.add(recall);
        tell(order, act, recall.recalledAt(), recall);
    }

    void corrected(Correction correction) {
        corrections.add(correction);
    }

    /** A case that waits has other candidates; one that the same transaction put there is put there with them. */
    void proposed(Proposal proposal) {
        if (intoTriage.computeIfPresent(proposal.caseId(), (id, entry) -> entry.proposing(proposal)) == null) {
            proposals.put(proposal.caseId(), proposal);
        }
    }

    /** Words of the registration are stored with the case; later ones bring a case that waits to the top of the queue. */
    void add(Risk risk) {
        risks.add(risk);
        if (!Risk.REGISTRATION.equals(risk.source())) {
            change(new CaseLine(risk.caseId(), null, risk.flags(), null, null, null));
            triage.putIfAbsent(risk.caseId(), new TriageLine(risk.caseId(), null, null, null, 2));
        }
    }

    void urged(UUID caseId, int number) {
        change(new CaseLine(caseId, number, null, null, null, null));
    }

    void ended(UUID caseId, String how, Instant at) {
        change(new CaseLine(caseId, null, null, null, null, new End(how, at)));
    }

    void live(UUID caseId, Instant at) {
        change(new CaseLine(caseId, null, null, at, null, null));
    }

    void moved(UUID caseId, CaseCourse course) {
        change(new CaseLine(caseId, null, null, null, course, null));
    }

    private void change(CaseLine line) {
        cases.merge(line.caseId(), line, CaseLine::and);
    }

    void into(TriageEntry entry) {
        intoTriage.put(entry.caseId(), entry);
    }

    /** Out of triage; who was put in by the same transaction never was there, and nobody hears of it. */
    void outOf(UUID caseId, Instant at, String by, TriageEntry.Outcome outcome) {
        if (intoTriage.remove(caseId) == null) {
            triage.put(caseId, new TriageLine(caseId, at, by, outcome, 0));
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

    /** What changes in the queue of those that wait. */
    public Collection<TriageLine> triage() {
        return triage.values();
    }

    /** What was registered wrongly, in the order in which it was said. */
    public List<Correction> corrections() {
        return corrections;
    }

    /** Orders that stay although something of their case was registered wrongly. */
    public Collection<WorkOrder> keptOrders() {
        return corrections.stream()
                .map(Correction::keptOrder)
                .filter(order -> order != null && !order.isNew())
                .distinct()
                .toList();
    }

    /** Orders that were taken from their units. */
    public Collection<WorkOrderRecalled> recalls() {
        return recalls;
    }

    /** Other candidates of cases that wait. */
    public Collection<Proposal> proposals() {
        return proposals.values();
    }

    public Collection<Note> notes() {
        return notes;
    }

    public Collection<Risk> risks() {
        return risks;
    }

    /** What changes in the rows of cases, those of this transaction among them. */
    public Collection<CaseLine> cases() {
        return cases.values();
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
     * @param respondentUnit The accused unit, where it is sure. May be null.
     * @param accused All units that may be accused.
     * @param riskFlags What its words speak of; mostly nothing.
     * @param end How it was settled at once. Null if it is to be dispatched.
     */
    public record NewCase(
            CaseRegistered registered,
            String respondentUnit,
            List<String> accused,
            boolean imported,
            List<RiskFlag> riskFlags,
            End end) {}

    /**
     * What was registered wrongly.
     *
     * @param facts The case as it is in truth.
     * @param respondentUnit The accused unit, where it is sure. May be null.
     * @param keptOrder The order that stays with its unit, as it is now. May be null.
     */
    public record Correction(CaseFacts facts, CaseCorrected event, String respondentUnit, WorkOrder keptOrder) {}

    /** Who might be responsible for a case that waits, and why it waits. */
    public record Proposal(
            UUID caseId, String reason, List<RoutingCandidate> candidates, String modelVersion, int priority) {}

    /** Something that was added to the case. */
    public record Note(UUID id, UUID caseId, Kind kind, String text, Instant at) {
        /** What was added. */
        public enum Kind {
            SUPPLEMENT,
            URGE,
            /** Of the hotline: what was registered wrongly. */
            CORRECTION
        }
    }

    /**
     * Words of the citizen that speak of a risk.
     *
     * @param source Where they stand: REGISTRATION, or the kind of a note.
     * @param words The version of the risk words by which they were found.
     */
    public record Risk(UUID caseId, String source, List<RiskFlag> flags, int words, Instant at) {
        static final String REGISTRATION = "REGISTRATION";
    }

    /**
     * What changes in the row of a case; null for what stays as it is.
     *
     * @param urges The highest number of the citizen's urges.
     * @param riskFlags What the citizen's new words speak of.
     * @param liveAt Since when a case moved in is live.
     * @param course Where it is now.
     * @param end Nothing more of it is to be dispatched.
     */
    public record CaseLine(
            UUID caseId, Integer urges, List<RiskFlag> riskFlags, Instant liveAt, CaseCourse course, End end) {
        CaseLine and(CaseLine next) {
            return new CaseLine(
                    caseId,
                    urges == null || next.urges == null ? either(next.urges, urges) : Math.max(urges, next.urges),
                    riskFlags == null || next.riskFlags == null
                            ? either(next.riskFlags, riskFlags)
                            : Stream.concat(riskFlags.stream(), next.riskFlags.stream())
                                    .toList(),
                    either(next.liveAt, liveAt),
                    either(next.course, course),
                    either(next.end, end));
        }

        private static <T> T either(T now, T before) {
            return now == null ? before : now;
        }
    }

    /** What changes in the open entry of a case; {@code raise}: by how much it comes earlier. */
    public record TriageLine(
            UUID caseId, Instant decidedAt, String decidedBy, TriageEntry.Outcome outcome, int raise) {}

    /** How a case ended. */
    public record End(String how, Instant at) {}

    /** How a merge ended. */
    public record MergeEnd(UUID caseId, String outcome, Instant endedAt) {}

    /** A case that is handled with another lead from now on, and its own order that ended. */
    public record NewMerge(UUID caseId, UUID leadCaseId, UUID workOrderId, String mergedBy, Instant mergedAt) {}

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
