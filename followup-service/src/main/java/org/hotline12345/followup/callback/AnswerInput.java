package org.hotline12345.followup.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.cases.model.Answer;
import org.hotline12345.followup.cases.model.Attempt;
import org.hotline12345.followup.cases.model.AttemptOutcome;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.survey.model.Instrument;
import org.hotline12345.followup.survey.model.QuestionId;
import org.hotline12345.followup.survey.model.SurveyPlan;

/**
 * What a citizen answered, as an agent, the citizen, a channel or a third party sends it.
 *
 * @param reached Whether the citizen was reached; agents only.
 * @param informed Was I told the result?
 * @param resolved Is it solved?
 * @param satisfaction Am I satisfied with the result?
 * @param attitude Am I satisfied with the attitude?
 * @param reasons Codes of the reasons chosen from the plan's list.
 * @param reason Why not, in words.
 * @param objective True: for a reason that the unit cannot change; where it is left out the reasons chosen say it.
 * @param explanation What was explained to a citizen dissatisfied for an objective reason; agents only.
 * @param toDispatcher True: should it be handled again, a dispatcher is to find the unit; agents only.
 * @param note The agent's note; agents only.
 * @param outcome Why there is no answer, {@code NO_ANSWER} if it is left out; only where the citizen was not reached or would not answer.
 * @param callAgainAt When the citizen wants to be called, with {@code CALL_AGAIN}; when somebody else said the citizen could be reached,
 *     with {@code SOMEBODY_ELSE}.
 */
public record AnswerInput(
        Boolean reached,
        Boolean informed,
        Boolean resolved,
        Satisfaction satisfaction,
        Satisfaction attitude,
        List<String> reasons,
        String reason,
        Boolean objective,
        String explanation,
        Boolean toDispatcher,
        String note,
        AttemptOutcome outcome,
        OffsetDateTime callAgainAt) {
    /** The longest text of a citizen or an agent. */
    static final int MAX_TEXT = 1000;

    public AnswerInput {
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }

    /** What a citizen says where no agent asks. */
    public static AnswerInput ofCitizen(
            Boolean informed,
            Boolean resolved,
            Satisfaction satisfaction,
            Satisfaction attitude,
            List<String> reasons,
            String reason,
            Boolean objective) {
        return new AnswerInput(
                null,
                informed,
                resolved,
                satisfaction,
                attitude,
                reasons,
                reason,
                objective,
                null,
                null,
                null,
                null,
                null);
    }

    /**
     * An agent's result: null if the citizen gave no answer.
     *
     * @param instrument by which the agent asks; what is written for the one who handles it again belongs to {@code AGENT} alone
     */
    public Answer ofAgent(SurveyInstrument instrument, SurveyPlan plan, Instant now) {
        var violations = new Violations();
        if (reached == null) {
            violations.add("reached", "violation.required");
        } else if (!reached) {
            refuse(violations, "informed", informed);
            refuse(violations, "resolved", resolved);
            refuse(violations, "satisfaction", satisfaction);
            refuse(violations, "attitude", attitude);
            refuse(violations, "reasons", reasons.isEmpty() ? null : reasons);
            refuse(violations, "reason", reason);
            refuse(violations, "objective", objective);
            refuse(violations, "explanation", explanation);
            refuse(violations, "toDispatcher", toDispatcher);
            callAgain(violations, plan.instrument(SurveyInstrument.AGENT).linkDays(), now);
        } else {
            answered(violations, instrument, plan);
            refuseNull(violations, "outcome", outcome);
            refuseNull(violations, "callAgainAt", callAgainAt);
        }
        if (instrument != SurveyInstrument.AGENT) {
            refuseNull(violations, "explanation", explanation);
            refuseNull(violations, "toDispatcher", toDispatcher);
        }
        tooLong(violations, "explanation", explanation);
        tooLong(violations, "note", note);
        Problem.throwIfAny(violations);
        return reached ? answer(instrument, plan) : null;
    }

    /** The call that brought no answer. */
    public Attempt attempt(Cause cause) {
        return new Attempt(
                cause.time(),
                cause.actor(),
                outcome == null ? AttemptOutcome.NO_ANSWER : outcome,
                callAgainAt == null ? null : callAgainAt.toInstant(),
                maskedNote());
    }

    /** The time a citizen names lies ahead, and not further than the link to the survey page holds. */
    private void callAgain(Violations violations, int days, Instant now) {
        if (outcome == null || !outcome.mayNameTime()) {
            refuseNull(violations, "callAgainAt", callAgainAt);
        } else if (callAgainAt == null) {
            violations.unless(outcome != AttemptOutcome.CALL_AGAIN, "callAgainAt", "violation.required");
        } else if (!callAgainAt.toInstant().isAfter(now)) {
            violations.add("callAgainAt", "violation.Future");
        } else {
            Instant last = now.plus(Duration.ofDays(days));
            violations.unless(
                    !callAgainAt.toInstant().isAfter(last), "callAgainAt", "violation.callback.callAgainAt", days);
        }
    }

    /** An answer that no agent took down, as it is kept. */
    public Answer of(SurveyInstrument instrument, SurveyPlan plan) {
        Problem.throwIfAny(violations(instrument, plan));
        return answer(instrument, plan);
    }

    /** What is wrong with an answer that no agent took down. */
    public List<Violation> violations(SurveyInstrument instrument, SurveyPlan plan) {
        var violations = new Violations();
        answered(violations, instrument, plan);
        refuseNull(violations, "reached", reached);
        refuseNull(violations, "explanation", explanation);
        refuseNull(violations, "toDispatcher", toDispatcher);
        refuseNull(violations, "note", note);
        refuseNull(violations, "outcome", outcome);
        refuseNull(violations, "callAgainAt", callAgainAt);
        return violations.list();
    }

    /** The agent's note, masked. */
    public String maskedNote() {
        return masked(note);
    }

    private Answer answer(SurveyInstrument instrument, SurveyPlan plan) {
        return new Answer(
                instrument,
                informed,
                resolved,
                satisfaction,
                attitude,
                reasons,
                masked(reason),
                objective == null ? plan.objective(reasons) : objective,
                masked(explanation));
    }

    private void answered(Violations violations, SurveyInstrument name, SurveyPlan plan) {
        Instrument instrument = plan.instrument(name);
        check(violations, instrument, QuestionId.INFORMED, "informed", informed);
        check(violations, instrument, QuestionId.RESOLVED, "resolved", resolved);
        check(violations, instrument, QuestionId.SATISFACTION, "satisfaction", satisfaction);
        check(violations, instrument, QuestionId.ATTITUDE, "attitude", attitude);
        check(violations, instrument, QuestionId.REASONS, "reasons", reasons.isEmpty() ? null : reasons);
        check(violations, instrument, QuestionId.REASON, "reason", blankAsNull(reason));
        check(violations, instrument, QuestionId.OBJECTIVE, "objective", objective);
        if (reasons.stream().anyMatch(code -> plan.reason(code).isEmpty())
                || new HashSet<>(reasons).size() < reasons.size()) {
            violations.add("reasons", "violation.callback.reason");
        }
        if (instrument.reasonWhenDissatisfied() && dissatisfied() && reasons.isEmpty() && blankAsNull(reason) == null) {
            violations.add("reason", "violation.callback.reasonRequired");
        }
        tooLong(violations, "reason", reason);
    }

    private static void check(Violations violations, Instrument instrument, QuestionId id, String field, Object value) {
        boolean asked = instrument.question(id).isPresent();
        if (value == null
                && instrument
                        .question(id)
                        .filter(question -> question.required())
                        .isPresent()) {
            violations.add(field, "violation.required");
        } else if (value != null && !asked) {
            violations.add(field, "violation.callback.notAsked");
        }
    }

    private boolean dissatisfied() {
        return satisfaction == Satisfaction.DISSATISFIED || satisfaction == Satisfaction.VERY_DISSATISFIED;
    }

    private static String masked(String text) {
        return blankAsNull(text) == null ? null : Masking.mask(text.strip());
    }

    private static String blankAsNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static void refuse(Violations violations, String field, Object value) {
        violations.unless(value == null, field, "violation.callback.notReached");
    }

    private static void refuseNull(Violations violations, String field, Object value) {
        violations.unless(value == null, field, "violation.Null");
    }

    private static void tooLong(Violations violations, String field, String text) {
        violations.unless(text == null || text.length() <= MAX_TEXT, field, "violation.Size", 0, MAX_TEXT);
    }
}
