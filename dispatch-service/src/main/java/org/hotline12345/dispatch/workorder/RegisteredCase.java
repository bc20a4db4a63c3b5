package org.hotline12345.dispatch.workorder;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;

/** A case as far as dispatch knows it; written by the events of intake, read by commands. */
@Entity
@Table(name = "registered_case")
public class RegisteredCase {
    @Id
    @Column(name = "case_id")
    private UUID caseId;

    @Column(name = "case_number")
    private String caseNumber;

    private String channel;
    private String type;
    private String urgency;
    private String title;
    private String text;
    private String category;
    private String area;
    private String address;
    private String anonymity;

    @Column(name = "respondent_unit")
    private String respondentUnit;

    @Column(name = "registered_at")
    private Instant registeredAt;

    private boolean imported;

    @Column(name = "live_at")
    private Instant liveAt;

    private String ended;

    @Formula("upstream is not null")
    private boolean fromAbove;

    protected RegisteredCase() {}

    /** Whether a platform above sent it. */
    public boolean fromAbove() {
        return fromAbove;
    }

    public UUID caseId() {
        return caseId;
    }

    public String caseNumber() {
        return caseNumber;
    }

    public String channel() {
        return channel;
    }

    public String type() {
        return type;
    }

    public String urgency() {
        return urgency;
    }

    public String title() {
        return title;
    }

    public String text() {
        return text;
    }

    public String category() {
        return category;
    }

    public String area() {
        return area;
    }

    public String address() {
        return address;
    }

    public String anonymity() {
        return anonymity;
    }

    /** The accused unit; may be null. */
    public String respondentUnit() {
        return respondentUnit;
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    /** Whether it was moved in and is not live yet: its events start no timers and notices. */
    public boolean silent() {
        return imported && liveAt == null;
    }

    /** Why nothing more is to be dispatched; null while something is. */
    public String ended() {
        return ended;
    }
}
