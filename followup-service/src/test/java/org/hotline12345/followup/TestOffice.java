package org.hotline12345.followup;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.followup.calendar.ShippedHolidays;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.message.model.MessageTexts;
import org.hotline12345.followup.notice.model.NoticeTexts;
import org.hotline12345.followup.policy.PolicyDocuments;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.PolicyBook;
import org.hotline12345.followup.policy.model.PolicyVersion;
import org.hotline12345.followup.survey.model.SurveyPlan;
import org.hotline12345.followup.survey.plan.SurveyPlanDocuments;

/** The office as the service ships it, without a database. */
public final class TestOffice {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final PolicyDocuments DOCUMENTS = new PolicyDocuments();
    private static final WorkingCalendar CALENDAR = WorkingCalendar.of(1, new ShippedHolidays(new EventJson()).years());
    private static final DeadlinePolicy POLICY = DOCUMENTS.read(DOCUMENTS.shipped());

    private static final SurveyPlanDocuments PLANS = new SurveyPlanDocuments();
    private static final SurveyPlan SURVEYS = PLANS.read(PLANS.shipped());

    private TestOffice() {}

    /** How citizens are asked, as shipped. */
    public static SurveyPlan surveys() {
        return SURVEYS;
    }

    /** The calendar of the notices 2007 to 2026; 2027 has none yet. */
    public static WorkingCalendar calendar() {
        return CALENDAR;
    }

    /** The default policy. */
    public static DeadlinePolicy policy() {
        return POLICY;
    }

    /** A policy of a document. */
    public static DeadlinePolicy policy(String yaml) {
        return DOCUMENTS.read(yaml);
    }

    /** The office with the shipped calendar and policy; ids count up. */
    public static Office office() {
        return office(calendar());
    }

    /** The same with another calendar. */
    public static Office office(WorkingCalendar calendar) {
        return office(calendar, DOCUMENTS.shipped());
    }

    /** The office with the shipped calendar and this policy alone, in force under the id it has. */
    public static Office officeWith(String yaml) {
        return office(calendar(), yaml);
    }

    /** The same with another calendar. */
    public static Office officeWith(WorkingCalendar calendar, String yaml) {
        return office(calendar, yaml);
    }

    /** The shipped calendar as a revision. */
    public static WorkingCalendar calendar(long revision) {
        return WorkingCalendar.of(revision, new ShippedHolidays(new EventJson()).years());
    }

    /** The document of a published policy. */
    public static String example(String id) {
        return DOCUMENTS.examples().stream()
                .filter(yaml -> policy(yaml).id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The shipped office that writes to citizens by these texts. */
    public static Office office(MessageTexts messages) {
        return office(calendar(), DOCUMENTS.shipped(), messages);
    }

    private static Office office(WorkingCalendar calendar, String yaml) {
        return office(calendar, yaml, MessageTexts.NONE);
    }

    private static Office office(WorkingCalendar calendar, String yaml, MessageTexts messages) {
        var version = new PolicyVersion(1, policy(yaml), yaml);
        var book = new PolicyBook(
                1,
                List.of(version),
                List.of(new PolicyBook.Activation(version.id(), 1, at("2000-01-01T00:00"), at("2000-01-01T00:00"))));
        return new Office(
                calendar,
                book,
                SURVEYS,
                0,
                messages,
                NoticeTexts.ZH,
                unit -> UnitLevel.DISTRICT,
                unit -> unit + "单位",
                new Supplier<>() {
                    private long next = 1;

                    @Override
                    public UUID get() {
                        return new UUID(0, next++);
                    }
                });
    }

    /** A moment of Asia/Shanghai. */
    public static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    /** A moment as people of Asia/Shanghai read it. */
    public static String local(Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, ZONE).toString();
    }
}
