package org.hotline12345.intake.cases;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hotline12345.intake.cases.model.CaseAction;
import org.hotline12345.intake.cases.model.CaseStatus;

/**
 * The part of a case that changes, as agents' commands see it. What other services tell is written beside it by
 * {@code FollowCases} and does not raise the version.
 */
@Entity
@Table(name = "case_state")
@DynamicUpdate
public class CaseState {
    /**
     * Makes the rows of cases that have none yet: registration leaves it to the first who needs one. Argument: the ids of
     * the cases.
     */
    public static final String BEGIN = """
            insert into case_state (case_id, course, status, stream_status, imported, live, registered_at, last_event_at)
            select
              c.case_id, first.course, first.status, first.status, c.imported, not c.imported, c.registered_at,
              c.registered_at
            from hotline_case c
            cross join lateral (
              select
                case c.outcome when 'TO_DISPATCH' then 'REGISTERED' else c.outcome end as status,
                case c.outcome when 'TO_DISPATCH' then 'REGISTERED' else 'ENDED end=' || c.outcome end as course) first
            where c.case_id = any($1::uuid[])
            order by c.case_id
            on conflict do nothing
            """;

    @Id
    @Column(name = "case_id")
    private UUID caseId;

    @Version
    private Integer version;

    @Enumerated(EnumType.STRING)
    private CaseStatus status;

    @Enumerated(EnumType.STRING)
    private CaseStatus pending;

    private int urges;

    @Column(updatable = false)
    private boolean imported;

    private boolean live;

    @Column(name = "last_event_at")
    private Instant lastEventAt;

    protected CaseState() {}

    public UUID caseId() {
        return caseId;
    }

    /** Raised by every command. */
    public int version() {
        return version;
    }

    /** Where the case stands. */
    public CaseStatus status() {
        return status;
    }

    /** Number of the citizen's urges. */
    public int urges() {
        return urges;
    }

    /** Whether it was moved in from before and has not gone live. */
    public boolean silent() {
        return imported && !live;
    }

    /** The problem {@code wrong-state} unless the command is allowed now. */
    public void require(CaseAction action) {
        CaseActions.TABLE.require(action, status);
    }

    /** Ends the case here; it counts when the event comes back in the stream. */
    void settle(CaseStatus end) {
        pending = end;
        status = end;
    }

    /** Counts one more urge and answers its number. */
    int urge() {
        return ++urges;
    }

    /** Comes under the suite's clocks; false if it was there already. */
    boolean goLive() {
        boolean changed = silent();
        live = true;
        return changed;
    }

    /** When the last event of the case happened. */
    public Instant lastEventAt() {
        return lastEventAt;
    }

    /** Something happened, not before the last event. */
    void happened(Instant at) {
        if (at.isAfter(lastEventAt)) {
            lastEventAt = at;
        }
    }
}
