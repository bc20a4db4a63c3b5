package org.hotline12345.assessment.bulletin;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.assessment.bulletin.model.BulletinDocument;
import org.hotline12345.assessment.bulletin.model.Content;
import org.hotline12345.assessment.bulletin.model.IssueNumber;
import org.hotline12345.assessment.bulletin.model.Kind;
import org.hotline12345.assessment.bulletin.model.Section;
import org.hotline12345.assessment.bulletin.model.State;
import org.hotline12345.assessment.bulletin.model.Subject;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.access.CommandTable;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.decision.Decision;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.time.ShanghaiTime;

/** A bulletin or special report. */
@Entity
@Table(name = "bulletin")
@AttributeOverride(name = "id", column = @Column(name = "bulletin_id"))
@AttributeOverride(name = "madeBy", column = @Column(name = "drafted_by", updatable = false))
@AttributeOverride(name = "madeAt", column = @Column(name = "drafted_at", updatable = false))
class Bulletin extends Decision<State> {
    static final CommandTable<Step, State> STEPS = new CommandTable<>(
            Step.class,
            step -> step.word,
            state -> state == State.DRAFT
                    ? List.of(Step.EDIT, Step.REFRESH, Step.ISSUE, Step.DISCARD)
                    : List.of(Step.RECEIVE, Step.INSTRUCT),
            Map.of(
                    Step.EDIT,
                    Set.of(Roles.EVALUATOR),
                    Step.REFRESH,
                    Set.of(Roles.EVALUATOR),
                    Step.ISSUE,
                    Set.of(Roles.OFFICE_LEADER),
                    Step.DISCARD,
                    Set.of(Roles.EVALUATOR),
                    Step.RECEIVE,
                    Set.of(Roles.UNIT_LEADER, Roles.UNIT_HANDLER),
                    Step.INSTRUCT,
                    Set.of(Roles.OFFICE_LEADER)));

    /** What can be done with one. */
    enum Step {
        /** What the staff wrote is changed. */
        EDIT("edit"),
        /** The figures are taken anew. */
        REFRESH("refresh"),
        ISSUE("issue"),
        /** The draft is thrown away. */
        DISCARD("discard"),
        /** A unit takes note. */
        RECEIVE("receipts"),
        /** A leader writes on it. */
        INSTRUCT("instructions");

        private final String word;

        Step(String word) {
            this.word = word;
        }
    }

    /**
     * What the staff decides about a bulletin.
     *
     * @param title Its title; null: the usual one.
     * @param addressees 主送 in words; null: the usual one.
     * @param recipients Units it goes to; none: of a bulletin all active ones, of a special report those concerned.
     */
    record StaffText(String title, String addressees, List<String> recipients, Map<Section, List<String>> paragraphs) {}

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    Kind kind;

    @Column(updatable = false)
    String period;

    @Convert(converter = BulletinJson.OfSubject.class)
    @Column(updatable = false)
    Subject subject;

    String title;

    String addressees;

    @Column(columnDefinition = "text[]")
    private String[] recipients;

    @Convert(converter = BulletinJson.OfParagraphs.class)
    Map<Section, List<String>> paragraphs;

    @Convert(converter = BulletinJson.OfContent.class)
    Content content;

    @Column(name = "figures_at")
    private OffsetDateTime figuresAt;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "issue_year")
    private Integer year;

    @Column(name = "issue_number")
    private Integer number;

    @Convert(converter = BulletinJson.OfDocument.class)
    @Column(name = "document_zh")
    private BulletinDocument chinese;

    @Convert(converter = BulletinJson.OfDocument.class)
    @Column(name = "document_en")
    private BulletinDocument english;

    @Column(name = "edited_by")
    String editedBy;

    @Column(name = "edited_at")
    OffsetDateTime editedAt;

    @Column(name = "issued_by")
    String issuedBy;

    @Column(name = "issued_at")
    OffsetDateTime issuedAt;

    protected Bulletin() {}

    /** A draft. */
    Bulletin(UUID id, Period period, Subject subject, StaffText written, Content content, String by, Instant at) {
        super(id, by, ShanghaiTime.of(at));
        kind = subject == null ? Kind.BULLETIN : Kind.SPECIAL_REPORT;
        this.period = period.text();
        this.subject = subject;
        this.content = content;
        figuresAt = ShanghaiTime.of(at);
        state = State.DRAFT;
        write(written);
    }

    /** Changes what the staff wrote; the figures stay. A special report goes to somebody. */
    void edit(StaffText written, String by, Instant at) {
        write(
                written.recipients().isEmpty() && subject != null
                        ? new StaffText(written.title(), written.addressees(), recipients(), written.paragraphs())
                        : written);
        edited(by, at);
    }

    private void write(StaffText written) {
        title = written.title();
        addressees = written.addressees();
        recipients = written.recipients().toArray(String[]::new);
        paragraphs = written.paragraphs();
    }

    void refresh(Content anew, String by, Instant at) {
        content = anew;
        figuresAt = ShanghaiTime.of(at);
        edited(by, at);
    }

    private void edited(String by, Instant at) {
        editedBy = by;
        editedAt = ShanghaiTime.of(at);
    }

    void issue(IssueNumber given, List<String> to, BulletinDocument inChinese, BulletinDocument inEnglish) {
        state = State.ISSUED;
        year = given.year();
        number = given.number();
        recipients = to.toArray(String[]::new);
        chinese = inChinese;
        english = inEnglish;
    }

    void issuedBy(String by, Instant at) {
        issuedBy = by;
        issuedAt = ShanghaiTime.of(at);
    }

    @Override
    public State state() {
        return state;
    }

    /** Units it goes to; none in a draft: all that are active when it is issued. */
    List<String> recipients() {
        return List.of(recipients);
    }

    /** When the figures were taken. */
    Instant figuresAt() {
        return figuresAt.toInstant();
    }

    /** Its number; null of a draft. */
    IssueNumber number() {
        return year == null ? null : new IssueNumber(year, number);
    }

    /** How it was printed; null of a draft. */
    BulletinDocument printed(Language language) {
        return language == Language.EN ? english : chinese;
    }
}
