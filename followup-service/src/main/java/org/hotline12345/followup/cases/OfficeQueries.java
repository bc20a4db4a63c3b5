package org.hotline12345.followup.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.followup.calendar.CalendarQueries;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.message.MessageTemplateQueries;
import org.hotline12345.followup.notice.NoticeTemplates;
import org.hotline12345.followup.policy.PolicyQueries;
import org.hotline12345.followup.policy.model.PolicyBook;
import org.hotline12345.followup.survey.plan.SurveyPlanQueries;

/**
 * Calendar, policies and callback plan in memory, as of the revision that stands in the database: one look at one row tells whether
 * another instance or a command changed them.
 */
@ApplicationScoped
public class OfficeQueries {
    /** What a query of the caller's own brings for {@link #of}. */
    public static final String REVISIONS =
            "office_state.calendar_revision, office_state.policy_revision, office_state.survey_version,"
                    + " office_state.message_version";

    private static final String PRESENT = "select " + REVISIONS + " from office_state";

    private record Snapshot(
            WorkingCalendar calendar,
            PolicyBook policies,
            SurveyPlanQueries.Version surveys,
            MessageTemplateQueries.InForce messages) {}

    private final Pool pool;
    private final CalendarQueries calendars;
    private final PolicyQueries policies;
    private final SurveyPlanQueries surveys;
    private final MessageTemplateQueries messages;
    private final NoticeTemplates templates;
    private final OfficeCopy copy;
    private volatile Snapshot snapshot;

    public OfficeQueries(
            Pool pool,
            CalendarQueries calendars,
            PolicyQueries policies,
            SurveyPlanQueries surveys,
            MessageTemplateQueries messages,
            NoticeTemplates templates,
            OfficeCopy copy) {
        this.pool = pool;
        this.calendars = calendars;
        this.policies = policies;
        this.surveys = surveys;
        this.messages = messages;
        this.templates = templates;
        this.copy = copy;
    }

    /** The office for work that computes deadlines: nobody changes calendar or policy until its transaction ends. */
    public Uni<Office> held(Mutiny.Session session) {
        Sql sql = Sql.on(session);
        return sql.first(PRESENT + " for share").chain(row -> of(sql, row));
    }

    /** The office for whoever changes calendar or policy: nobody computes deadlines until its transaction ends. */
    public Uni<Office> alone(Mutiny.Session session) {
        Sql sql = Sql.on(session);
        return sql.first(PRESENT + " for update").chain(row -> of(sql, row));
    }

    public Uni<Office> now() {
        return now(Sql.on(pool));
    }

    /** The office as it is for the caller's transaction. */
    public Uni<Office> now(Mutiny.Session session) {
        return now(Sql.on(session));
    }

    private Uni<Office> now(Sql sql) {
        return sql.first(PRESENT).chain(row -> of(sql, row));
    }

    /** The office of a row with {@link #REVISIONS}. */
    public Uni<Office> of(Sql sql, Row row) {
        long calendarRevision = row.getLong("calendar_revision");
        long policyRevision = row.getLong("policy_revision");
        int surveyVersion = row.getInteger("survey_version");
        int messageVersion = row.getInteger("message_version");
        Snapshot known = snapshot;
        if (known != null
                && known.calendar().revision() == calendarRevision
                && known.policies().revision() == policyRevision
                && known.surveys().version() == surveyVersion
                && known.messages().version() == messageVersion) {
            return Uni.createFrom().item(office(known));
        }
        return calendars
                .load(sql, calendarRevision)
                .chain(calendar -> policies.load(sql, policyRevision)
                        .chain(book -> surveys.load(sql, surveyVersion)
                                .chain(plan -> messages.load(sql, messageVersion)
                                        .map(texts -> new Snapshot(calendar, book, plan, texts)))))
                .invoke(fresh -> snapshot = fresh)
                .map(this::office);
    }

    private Office office(Snapshot known) {
        return new Office(
                known.calendar(),
                known.policies(),
                known.surveys().plan(),
                known.surveys().version(),
                known.messages().texts(),
                templates.in(Language.ZH),
                unit -> copy.unit(unit).map(UnitInfo::level).orElse(null),
                unit -> copy.unit(unit).map(UnitInfo::name).orElse(unit),
                UuidV7::next);
    }
}
