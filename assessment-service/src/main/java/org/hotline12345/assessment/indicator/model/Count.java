package org.hotline12345.assessment.indicator.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every count of the suite, each defined here and nowhere else: its name in answers, its words, and the SQL that takes it.
 * Counts of cases go by registration, counts of rounds by dispatch, deadline or reply, answers by the day they were given.
 */
public enum Count {
    /** Cases received. */
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
    /** Rounds that left the unit before it signed, by merge or withdrawal. */
    ENDED_UNSIGNED(
            "endedUnsigned",
            "签收前终止",
            "Ended before signing",
            "统计期内派单、签收前因并单、撤回等终止的轮次",
            "rounds dispatched in the period that ended by merge or withdrawal before they were signed",
            dispatched(Sql.KEPT + " and f.end_kind is not null and f.signed_at is null")),
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
    /** Returns granted. */
    RETURNS_GRANTED(
            "returnsGranted",
            "退单成立",
            "Returns granted",
            "统计期内派单、退单成立的轮次",
            "rounds dispatched in the period whose return was granted",
            dispatched("f.end_kind = 'RETURNED'")),
    /** Returns refused. */
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
    /** Rounds replied to in the period. */
    COMPLETED(
            "completed",
            "本期办结",
            "Replies issued",
            "统计期内发出首次答复的轮次",
            "rounds whose first reply was issued in the period",
            finished("true")),
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
            surveys("f.outcome = 'ANSWERED' and f.satisfaction is not null")),
    /** Citizens satisfied. */
    SATISFIED(
            "satisfied",
            "满意",
            "Satisfied",
            "评价为非常满意、满意或基本满意的",
            "grades very satisfied, satisfied or basically satisfied",
            surveys("f.outcome = 'ANSWERED'"
                    + " and f.satisfaction in ('VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED')")),
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
}
