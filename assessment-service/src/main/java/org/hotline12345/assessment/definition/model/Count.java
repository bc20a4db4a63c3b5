package org.hotline12345.assessment.definition.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hotline12345.events.SurveyInstrument;

/**
 * Every count of the suite, each defined here and nowhere else: its name in answers, its words, and the SQL that takes it.
 * Counts of cases go by registration, counts of rounds by dispatch, deadline or reply, answers by the day they were given;
 * {@link FactSource} says why.
 */
public enum Count {
    RECEIVED("received", "受理诉求量", "Received", "统计期内登记的诉求件数", "cases registered in the period", cases("true")),
    /** Cases rightly not accepted. */
    NOT_ACCEPTED(
            "notAccepted",
            "不予受理",
            "Not accepted",
            "统计期内登记、按规定不予受理并已告知途径的诉求",
            "cases registered in the period that were rightly not accepted, the citizen being told the right way",
            cases("f.outcome = 'NOT_ACCEPTED'")),
    /** Cases accepted. */
    ACCEPTED(
            "accepted",
            "已受理",
            "Accepted",
            "统计期内登记、已当场答复、已派单或已并单的诉求",
            "cases registered in the period that were answered on the spot, dispatched or merged",
            cases(Sql.ACCEPTED)),
    /** Cases answered on the spot. */
    ANSWERED_DIRECTLY(
            "answeredDirectly",
            "直接答复",
            "Answered on the spot",
            "统计期内登记、由受理员、知识库或三方通话直接答复的诉求",
            "cases registered in the period and answered on the spot by agent, knowledge base or three-way call",
            cases("f.outcome = 'ANSWERED'")),
    /** Cases of before the period that nobody had settled when it began. */
    CARRIED_OVER(
            "carriedOver",
            "上期结转",
            "Carried over",
            "统计期开始前登记、到统计期开始时尚未处置(未答复、未派单、未决定不予受理,也未撤回、并单)的诉求;受理诉求量+上期结转" + "=本期直接答复+本期首次派单+本期其他处置+结转下期",
            "cases registered before the period that nobody had answered, dispatched, refused, merged or seen withdrawn when"
                    + " it began; received + carried over = answered in the period + dispatched for the first time + settled"
                    + " otherwise + carried forward",
            Part.of(FactSource.CARRIED_OVER, "true")),
    /** Cases answered on the spot in the period, whenever they were registered. */
    SETTLED_DIRECTLY(
            "settledDirectly",
            "本期直接答复",
            "Answered in the period",
            "统计期内直接答复的诉求,含上期结转的",
            "cases answered on the spot in the period, those carried over included",
            settled(Sql.SETTLED_BY_ANSWER)),
    /** Cases dispatched for the first time in the period, whenever they were registered. */
    SETTLED_BY_DISPATCH(
            "settledByDispatch",
            "本期首次派单",
            "First dispatched in the period",
            "统计期内首次派单的诉求(按件,不按轮次),含上期结转的",
            "cases (not rounds) dispatched for the first time in the period, those carried over included",
            settled(Sql.SETTLED_BY_DISPATCH)),
    /** Cases settled in the period without answer or dispatch. */
    SETTLED_OTHERWISE(
            "settledOtherwise",
            "本期其他处置",
            "Settled otherwise in the period",
            "统计期内不予受理,或在答复、派单之前撤回、并单的诉求",
            "cases that in the period were not accepted, or withdrawn or merged before answer and dispatch",
            settled("not " + Sql.SETTLED_BY_ANSWER + " and not " + Sql.SETTLED_BY_DISPATCH)),
    /** Cases that nobody has settled when the period ends. */
    CARRIED_FORWARD(
            "carriedForward",
            "结转下期",
            "Carried forward",
            "到统计期结束时尚未处置的诉求",
            "cases that nobody has settled when the period ends",
            Part.of(FactSource.CARRIED_FORWARD, "true")),
    /** Cases withdrawn by the citizen. */
    WITHDRAWN(
            "withdrawn",
            "撤回",
            "Withdrawn",
            "统计期内登记、诉求人撤回的诉求",
            "cases registered in the period that the citizen withdrew",
            cases("f.withdrawn_at is not null")),
    /** Cases withdrawn before anybody accepted them: owed to nobody. */
    WITHDRAWN_BEFORE_ACCEPTANCE(
            "withdrawnBeforeAcceptance",
            "受理前撤回",
            "Withdrawn before acceptance",
            "统计期内登记、受理前即撤回的诉求",
            "cases registered in the period and withdrawn before they were accepted",
            cases("f.withdrawn_at is not null and f.outcome is distinct from 'NOT_ACCEPTED' and not " + Sql.ACCEPTED)),
    /** Cases merged into another one. */
    MERGED(
            "merged",
            "并单",
            "Merged",
            "统计期内登记、并入其他诉求办理的诉求(受理量中照计;随主单答复后计入办结和反馈,不另计应办结)",
            "cases registered in the period and merged into another: received; finished and to be informed when answered with"
                    + " the lead case, but not due again",
            cases("f.merged_at is not null")),
    /** Cases whose citizen does not want to be, or cannot be, contacted. */
    NOT_TO_CONTACT(
            "notToContact",
            "不接受回访",
            "Not to be contacted",
            "统计期内登记、不接受回访或无联系方式的诉求",
            "cases registered in the period whose citizen refused contact or left none",
            cases("not f.contactable or f.anonymity = 'NO_CONTACT'")),
    /** Rounds given to a unit that kept them. */
    DISPATCHED(
            "dispatched",
            "派单量",
            "Dispatched",
            "统计期内派给承办单位的办理轮次(退单成立的不计,重办另计一轮)",
            "rounds dispatched in the period; granted returns left out, a rework is a round of its own",
            dispatched(Sql.KEPT)),
    /** First work orders of cases. */
    FIRST_DISPATCHES(
            "firstDispatches",
            "首次派单的承办单",
            "First dispatches",
            "统计期内首次派单的承办单(改派、重办、并单撤销后的派单不计)",
            "work orders dispatched in the period as the first of their case; not those after a return, rework or unmerge",
            dispatched("f.cause = 'FIRST'")),
    /** First work orders that the unit kept. */
    FIRST_TIME_RIGHT(
            "firstTimeRight",
            "一次派准",
            "Right at the first dispatch",
            "首次派单的承办单中没有退单成立的",
            "first dispatches whose return was not granted",
            dispatched("f.cause = 'FIRST' and " + Sql.KEPT)),
    /** Rounds that left the unit before it signed, by merge or withdrawal. */
    ENDED_UNSIGNED(
            "endedUnsigned",
            "签收前终止",
            "Ended before signing",
            "统计期内派单、签收前因并单、撤回等终止的轮次",
            "rounds dispatched in the period that ended by merge or withdrawal before they were signed",
            dispatched(Sql.KEPT + " and f.end_kind is not null and f.signed_at is null")),
    /** Rounds of which it is clear whether they were signed in time. */
    SIGN_DUE(
            "signDue",
            "应签收",
            "To be signed",
            "统计期内派单、已签收或签收时限已过的轮次（签收时限前因并单、撤回等终止的不计，时限未到的尚不计）",
            "rounds dispatched in the period that were signed or whose signing deadline has passed; neither those that ended by"
                    + " merge or withdrawal before it nor those whose time still runs",
            dispatched(Sql.KEPT
                    + " and (f.signed_at is not null or f.finished_at is not null"
                    + " or coalesce(f.ended_at, $now) > f.sign_due_at)")),
    /** Rounds signed. */
    SIGNED(
            "signed",
            "签收量",
            "Signed",
            "统计期内派单、已签收的轮次",
            "rounds dispatched in the period that were signed",
            dispatched(Sql.KEPT + " and (f.signed_at is not null or f.finished_at is not null)")),
    /** Rounds signed in time. */
    SIGNED_ON_TIME(
            "signedOnTime",
            "按时签收量",
            "Signed on time",
            "统计期内派单、在签收时限内签收的轮次",
            "rounds dispatched in the period that were signed before their signing deadline",
            dispatched(Sql.KEPT
                    + " and (f.signed_at <= f.sign_due_at or f.sign_due_at is null"
                    + " and (f.signed_at is not null or f.finished_at is not null))")),
    /** Returns asked for. */
    RETURNED(
            "returned",
            "申请退单",
            "Returns asked for",
            "统计期内派单、承办单位申请退单的轮次",
            "rounds dispatched in the period for which the unit asked to return them",
            dispatched("f.return_requested_at is not null or f.end_kind = 'RETURNED'")),
    RETURNS_GRANTED(
            "returnsGranted",
            "退单成立",
            "Returns granted",
            "统计期内派单、退单成立的轮次",
            "rounds dispatched in the period whose return was granted",
            dispatched("f.end_kind = 'RETURNED'")),
    RETURNS_REFUSED(
            "returnsRefused",
            "退单未准",
            "Returns refused",
            "统计期内派单、申请退单未获同意(首接负责)的轮次",
            "rounds dispatched in the period for which a return was refused",
            dispatched("f.returns_refused > 0")),
    /** Questions to the unit as co-handler. */
    CO_HANDLING_ASKED(
            "coHandlingAsked",
            "协办量",
            "Opinions asked for",
            "统计期内请该单位协办的事项(计入协办单位)",
            "questions asked in the period of the unit as co-handler",
            Part.of(FactSource.CO_ASKED, "true")),
    /** Opinions due. */
    CO_HANDLING_DUE(
            "coHandlingDue",
            "应协办答复",
            "Opinions due",
            "协办时限落在统计期内的协办事项(时限前主办已答复或终止的不计)",
            "questions to the unit as co-handler whose opinion is due in the period; those that fell away before are not",
            Part.of(FactSource.CO_DUE, "true")),
    /** Opinions given in time. */
    CO_HANDLING_ON_TIME(
            "coHandlingOnTime",
            "按时协办答复",
            "Opinions in time",
            "应协办答复中在协办时限内答复的",
            "opinions due in the period that were given in time",
            Part.of(FactSource.CO_DUE, "f.answered_at <= f.due_at")),
    /** Rounds of rework. */
    REWORKED(
            "reworked",
            "重办量",
            "Reworked",
            "统计期内派出的重办轮次",
            "rounds of rework dispatched in the period",
            dispatched(Sql.KEPT + " and f.cause = 'REWORK'")),
    /** Rounds with more time granted. */
    EXTENDED(
            "extended",
            "延期量",
            "Extended",
            "统计期内派单、获准延期的轮次",
            "rounds dispatched in the period that were granted more time",
            dispatched(Sql.KEPT + " and f.extended")),
    /** Rounds urged. */
    URGED(
            "urged",
            "催办量",
            "Urged",
            "统计期内派单、被催办的轮次(撤销的催办不计)",
            "rounds dispatched in the period whose unit was urged; urges taken back left out",
            dispatched(Sql.KEPT + " and f.urges > 0")),
    /** Rounds under supervision. */
    SUPERVISED(
            "supervised",
            "督办量",
            "Supervised",
            "统计期内派单、被督办的轮次",
            "rounds dispatched in the period for which supervision was opened",
            dispatched(Sql.KEPT + " and f.supervised")),
    /** Rounds due. */
    DUE(
            "due",
            "应办结",
            "Due",
            "答复时限落在统计期内的办理轮次(时限前退单、并单、撤回的不计)",
            "rounds whose reply is due in the period; those returned, merged or withdrawn before are not due",
            due("true")),
    /** Rounds due and finished. */
    FINISHED(
            "finished",
            "已办结",
            "Finished",
            "统计期内应办结且已办结的轮次",
            "rounds due in the period that are finished",
            due("f.finished_at is not null")),
    /** Rounds due and finished in time. */
    FINISHED_ON_TIME(
            "finishedOnTime",
            "按时办结",
            "Finished on time",
            "统计期内应办结且在时限内办结的轮次,只看业务时间",
            "rounds due in the period that were finished in time, by business times only",
            due("f.finished_at <= f.due_at")),
    /** Rounds overdue, open or finished late. */
    OVERDUE(
            "overdue",
            "超期",
            "Overdue",
            "统计期内应办结而超过时限仍未办结或超期办结的轮次",
            "rounds due in the period that were finished late or are open after their deadline",
            due("coalesce(f.finished_at, $now) > f.due_at")),
    /** Rounds whose deadline is still to come. */
    NOT_YET_DUE(
            "notYetDue",
            "未到期在办",
            "Open, not yet due",
            "统计期内应办结、尚未到期且未办结的轮次",
            "rounds due in the period that are open and whose deadline is still to come",
            due("f.finished_at is null and f.due_at >= $now")),
    /** Rounds open now. */
    OPEN_NOW(
            "openNow",
            "当前在办",
            "Open now",
            "查询时已派单而未办结、未终止的轮次",
            "rounds that are dispatched and neither finished nor ended at the moment of asking",
            Part.of(FactSource.OPEN, "true")),
    /** Rounds open now after their deadline. */
    OVERDUE_NOW(
            "overdueNow",
            "当前超期在办",
            "Open and overdue now",
            "当前在办中已过答复时限的",
            "rounds open now whose deadline has passed",
            Part.of(FactSource.OPEN, "f.due_at < $now")),
    /** Rounds replied to in the period. */
    COMPLETED(
            "completed",
            "本期办结",
            "Replies issued",
            "统计期内发出首次答复的轮次",
            "rounds whose first reply was issued in the period",
            finished("true")),
    /** First rounds replied to in the period. */
    FIRST_ROUNDS(
            "firstRounds",
            "首轮办结",
            "First rounds finished",
            "本期办结中的首轮(重办不计)",
            "first rounds of handling among the replies issued in the period; rework is not",
            finished("f.round = 1")),
    /** First rounds without a rework after them. */
    FINISHED_AT_FIRST_ROUND(
            "finishedAtFirstRound",
            "一次办结",
            "Finished at the first round",
            "首轮办结中至今未发回重办的",
            "first rounds finished whose result was not sent back for rework up to now",
            finished("f.round = 1 and not f.rework_ordered")),
    /** Citizens to be informed. */
    TO_BE_INFORMED(
            "toBeInformed",
            "应反馈",
            "To be informed",
            "本期办结且接受回访的轮次,加本期直接答复的诉求",
            "rounds replied to in the period whose citizen accepts contact, and cases answered on the spot",
            finished("f.to_be_informed"),
            cases("f.outcome = 'ANSWERED'")),
    /** Citizens informed. */
    INFORMED(
            "informed",
            "已反馈",
            "Informed",
            "应反馈中诉求人已被告知结果的(诉求人否认被告知的不计),直接答复视为已反馈",
            "citizens among them who were told the result (not if the citizen denies it); answered on the spot is told",
            finished("f.to_be_informed and f.informed_at is not null"),
            cases("f.outcome = 'ANSWERED'")),
    /** Citizens informed by the robot. */
    INFORMED_BY_ROBOT(
            "informedByRobot",
            "智能语音反馈",
            "Informed by the robot",
            "应反馈的轮次中由智能语音告知结果的",
            "rounds to be informed of whose citizen was told by the robot",
            finished(Sql.TOLD + " and f.informed_by = 'ROBOT'")),
    /** Citizens informed by the unit. */
    INFORMED_BY_UNIT(
            "informedByUnit",
            "承办单位人工反馈",
            "Informed by the unit",
            "应反馈的轮次中由承办单位致电告知结果的",
            "rounds to be informed of whose citizen was told by the unit's call",
            finished(Sql.TOLD + " and f.informed_by = 'UNIT_CALL'")),
    /** Citizens not informed. */
    NOT_INFORMED(
            "notInformed",
            "未反馈",
            "Not informed",
            "应反馈中尚未告知结果的(含诉求人否认被告知的)",
            "citizens to be informed who were not told so far, or say so",
            finished("f.to_be_informed and f.informed_at is null")),
    /** Working days of handling. */
    WORKING_DAYS(
            "workingDays",
            "办理工作日合计",
            "Working days of handling",
            "本期办结轮次的办理工作日之和:自收件次日起至答复当日(首轮以登记、重办以派单为收件)",
            "sum over rounds replied to in the period of the working days after the day of receipt up to and including the"
                    + " day of the reply (receipt is registration, for a rework its dispatch)",
            new Part(FactSource.FINISHED, "true", "reply_day.ordinal - receipt_day.ordinal")),
    /** Rounds with working days. */
    WORKING_DAYS_OF(
            "workingDaysOf",
            "计算工作日的轮次",
            "Rounds with working days",
            "本期办结、收件日期已知的轮次",
            "rounds replied to in the period whose receipt is known",
            finished("receipt_day.ordinal is not null and reply_day.ordinal is not null")),
    /** Citizens called back. */
    CALLED_BACK(
            "calledBack",
            "已回访",
            "Called back",
            "统计期内完成的回访(含无人接听)",
            "callbacks completed in the period, answered or not",
            surveys("f.outcome in ('ANSWERED', 'NO_ANSWER')")),
    /** Citizens reached by a callback. */
    REACHED(
            "reached",
            "回访成功",
            "Reached by callback",
            "统计期内完成的回访中诉求人接听的",
            "callbacks completed in the period that the citizen answered",
            surveys("f.outcome = 'ANSWERED'")),
    /** Citizens who gave a grade. */
    ANSWERED(
            "answered",
            "有效评价",
            "Answered",
            "统计期内诉求人给出满意度评价的回访(未表态不计)",
            "callbacks of the period in which the citizen gave a grade; silence is not an answer",
            surveys(Sql.GRADED)),
    /** Citizens satisfied. */
    SATISFIED(
            "satisfied",
            "满意",
            "Satisfied",
            "评价为非常满意、满意或基本满意的",
            "grades very satisfied, satisfied or basically satisfied",
            surveys(Sql.CONTENT)),
    /** Grades given to the robot or on the survey page. */
    ANSWERED_AUTOMATIC(
            "answeredAutomatic",
            "智能回访有效评价",
            "Answered, automatic",
            "有效评价中智能回访(含网页评价)的",
            "answers with a grade given to the robot or on the survey page",
            graded(SurveyInstrument.AUTOMATIC)),
    SATISFIED_AUTOMATIC(
            "satisfiedAutomatic",
            "智能回访满意",
            "Satisfied, automatic",
            "智能回访有效评价中非常满意、满意或基本满意的",
            "very satisfied, satisfied or basically satisfied among them",
            satisfied(SurveyInstrument.AUTOMATIC)),
    /** Grades given to callback agents. */
    ANSWERED_AGENT(
            "answeredAgent",
            "人工回访有效评价",
            "Answered, agents",
            "有效评价中人工回访的",
            "answers with a grade given to callback agents",
            graded(SurveyInstrument.AGENT)),
    SATISFIED_AGENT(
            "satisfiedAgent",
            "人工回访满意",
            "Satisfied, agents",
            "人工回访有效评价中非常满意、满意或基本满意的",
            "very satisfied, satisfied or basically satisfied among them",
            satisfied(SurveyInstrument.AGENT)),
    /** Grades given in the social survey. */
    ANSWERED_SOCIAL(
            "answeredSocial",
            "社会调查有效评价",
            "Answered, social survey",
            "社会调查中给出满意度评价的(不计入有效评价)",
            "answers with a grade in the social survey, which is kept apart from the answers above",
            graded(SurveyInstrument.SOCIAL_SURVEY)),
    SATISFIED_SOCIAL(
            "satisfiedSocial",
            "社会调查满意",
            "Satisfied, social survey",
            "社会调查有效评价中非常满意、满意或基本满意的",
            "very satisfied, satisfied or basically satisfied among them",
            satisfied(SurveyInstrument.SOCIAL_SURVEY)),
    /** Citizens who said whether it is solved. */
    ANSWERED_SOLVED(
            "answeredSolved",
            "回答是否解决",
            "Answered whether solved",
            "统计期内诉求人回答问题是否解决的回访",
            "callbacks of the period in which the citizen said whether it is solved",
            surveys("f.outcome = 'ANSWERED' and f.resolved is not null")),
    /** Cases solved in the citizen's eyes. */
    SOLVED(
            "solved",
            "已解决",
            "Solved",
            "诉求人认为问题已解决的",
            "callbacks of the period in which the citizen said it is solved",
            surveys("f.outcome = 'ANSWERED' and f.resolved"));

    private static final class Sql {
        static final String ACCEPTED = "(f.outcome is distinct from 'NOT_ACCEPTED'"
                + " and (f.outcome = 'ANSWERED' or f.dispatched_at is not null or f.merged_at is not null))";
        static final String KEPT = "f.end_kind is distinct from 'RETURNED'";
        static final String TOLD = "f.to_be_informed and f.informed_at is not null";
        static final String GRADED = "f.outcome = 'ANSWERED' and f.satisfaction is not null";
        static final String CONTENT = "f.outcome = 'ANSWERED'"
                + " and f.satisfaction in ('VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED')";
        static final String SETTLED_BY_ANSWER =
                "coalesce(f.outcome = 'ANSWERED' and f.outcome_at = f.settled_at, false)";
        static final String SETTLED_BY_DISPATCH = "coalesce(f.dispatched_at = f.settled_at and not"
                + " (f.outcome in ('ANSWERED', 'NOT_ACCEPTED') and f.outcome_at = f.settled_at), false)";
    }

    private final String code;
    private final String chinese;
    private final String english;
    private final String chineseWords;
    private final String englishWords;
    private final List<Part> parts;

    Count(String code, String chinese, String english, String chineseWords, String englishWords, Part... parts) {
        this.code = code;
        this.chinese = chinese;
        this.english = english;
        this.chineseWords = chineseWords;
        this.englishWords = englishWords;
        this.parts = List.of(parts);
    }

    /** Name in answers. */
    public String code() {
        return code;
    }

    /** Name on screens. */
    public String name(boolean inEnglish) {
        return inEnglish ? english : chinese;
    }

    /** What is counted, in words. */
    public String words(boolean inEnglish) {
        return inEnglish ? englishWords : chineseWords;
    }

    /** Whether counts of different periods can be compared: what is open at the moment of asking has no period. */
    public boolean ofPeriod() {
        return parts.stream().noneMatch(part -> part.source() == FactSource.OPEN);
    }

    /** From which sources it is taken; they add up. */
    public List<Part> parts() {
        return parts;
    }

    /** The count of this name. */
    public static Optional<Count> of(String code) {
        return Arrays.stream(values()).filter(c -> c.code.equals(code)).findFirst();
    }

    private static Part cases(String condition) {
        return Part.of(FactSource.CASES, condition);
    }

    private static Part settled(String condition) {
        return Part.of(FactSource.SETTLED, condition);
    }

    private static Part dispatched(String condition) {
        return Part.of(FactSource.DISPATCHED, condition);
    }

    private static Part due(String condition) {
        return Part.of(FactSource.DUE, condition);
    }

    private static Part finished(String condition) {
        return Part.of(FactSource.FINISHED, condition);
    }

    private static Part surveys(String condition) {
        return Part.of(FactSource.SURVEYS, "f.instrument <> 'SOCIAL_SURVEY' and " + condition);
    }

    private static Part graded(SurveyInstrument instrument) {
        return Part.of(FactSource.SURVEYS, "f.instrument = '" + instrument + "' and " + Sql.GRADED);
    }

    private static Part satisfied(SurveyInstrument instrument) {
        return Part.of(FactSource.SURVEYS, "f.instrument = '" + instrument + "' and " + Sql.CONTENT);
    }
}
