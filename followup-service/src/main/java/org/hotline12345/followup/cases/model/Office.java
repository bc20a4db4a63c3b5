package org.hotline12345.followup.cases.model;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.message.model.MessageTexts;
import org.hotline12345.followup.notice.model.NoticeTexts;
import org.hotline12345.followup.policy.model.PolicyBook;
import org.hotline12345.followup.survey.model.CallingHours;
import org.hotline12345.followup.survey.model.SurveyPlan;

/**
 * What the office knows beside the case.
 *
 * @param calendar The working days.
 * @param surveys How citizens are asked.
 * @param surveyVersion Which version of the plan that is.
 * @param messages The messages to citizens that are in force.
 * @param notices The words of notices, Chinese.
 * @param unitLevel Level of a unit by its code; answers null for an unknown unit.
 * @param unitName Name of a unit by its code; answers the code of an unknown unit.
 * @param ids Makes new ids.
 */
public record Office(
        WorkingCalendar calendar,
        PolicyBook policies,
        SurveyPlan surveys,
        int surveyVersion,
        MessageTexts messages,
        NoticeTexts notices,
        Function<String, UnitLevel> unitLevel,
        UnaryOperator<String> unitName,
        Supplier<UUID> ids) {
    public Office {
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(policies, "policies");
        Objects.requireNonNull(surveys, "surveys");
        Objects.requireNonNull(messages, "messages");
        Objects.requireNonNull(notices, "notices");
        Objects.requireNonNull(unitLevel, "unitLevel");
        Objects.requireNonNull(unitName, "unitName");
        Objects.requireNonNull(ids, "ids");
    }

    /** When citizens are told and asked without a person: messages go out in the hours at which surveys do. */
    public CallingHours tellingHours() {
        return surveys.instrument(SurveyInstrument.AUTOMATIC).hours();
    }
}
