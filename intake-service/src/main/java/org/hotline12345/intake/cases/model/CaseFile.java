package org.hotline12345.intake.cases.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.intake.timeline.model.TimelineEntry;

/**
 * The part of a case that changes: by what agents do to it, and by the events of its stream. What a command says is kept with it
 * until all is saved together.
 */
public final class CaseFile {
    private final UUID caseId;
    private final Counters counters;
    private final CaseStanding before;
    private final boolean imported;
    private final List<Told> told = new ArrayList<>(2);
    private CaseStanding standing;
    private Instant lastEventAt;
    private int urges;
    private boolean live;

    public CaseFile(
            UUID caseId,
            Counters counters,
            CaseStanding standing,
            Instant lastEventAt,
            int urges,
            boolean imported,
            boolean live) {
        this.caseId = caseId;
        this.counters = counters;
        this.before = standing;
        this.standing = standing;
        this.lastEventAt = lastEventAt;
        this.urges = urges;
        this.imported = imported;
        this.live = live;
    }

    /**
     * How often it was changed when it was read.
     *
     * @param version By commands: the version that callers see.
     * @param changes By commands and by the stream; -1: it has no row yet.
     */
    public record Counters(int version, int changes) {}

    /** What a command says: to the other services, and to whoever reads the timeline. */
    public record Told(CaseEvent event, TimelineEntry entry, boolean imported) {}

    public UUID caseId() {
        return caseId;
    }

    /** The version that callers see. */
    public int version() {
        return counters.version() + (told.isEmpty() ? 0 : 1);
    }

    /** How often it was changed when it was read. */
    public int changes() {
        return counters.changes();
    }

    public boolean isBegun() {
        return counters.changes() >= 0;
    }

    public CaseStanding standing() {
        return standing;
    }

    public CaseStatus status() {
        return standing.status();
    }

    public int urges() {
        return urges;
    }

    public boolean imported() {
        return imported;
    }

    public boolean live() {
        return live;
    }

    /** Whether it was moved in from before and has not gone live. */
    public boolean silent() {
        return imported && !live;
    }

    public Instant lastEventAt() {
        return lastEventAt;
    }

    public boolean isChanged() {
        return !told.isEmpty() || !standing.equals(before);
    }

    /** What commands have said since it was read. */
    public List<Told> told() {
        return List.copyOf(told);
    }

    /** Ends the case here; it counts when the event comes back in the stream. */
    public void settle(CaseStatus end) {
        standing = standing.settled(end);
    }

    /** Counts one more urge and answers its number. */
    public int urge() {
        return ++urges;
    }

    /** Comes under the suite's clocks. */
    public void goLive() {
        live = true;
    }

    /** A command says what it did. */
    public void tell(CaseEvent event, TimelineEntry entry, boolean history) {
        told.add(new Told(event, entry, history));
        happened(entry.at());
    }

    /** Follows the next event of the stream. */
    public void follow(CaseEvent event, Instant at) {
        standing = standing.after(event);
        happened(at);
    }

    private void happened(Instant at) {
        if (at.isAfter(lastEventAt)) {
            lastEventAt = at;
        }
    }
}
