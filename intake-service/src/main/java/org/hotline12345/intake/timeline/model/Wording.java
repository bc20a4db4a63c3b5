package org.hotline12345.intake.timeline.model;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.Satisfaction;

/** Says in Chinese or English what happened to a case, to staff or in plain words to the citizen. */
public final class Wording {
    private final Language language;
    private final UnaryOperator<String> unitNames;

    /**
     * Words in this language.
     *
     * @param unitNames name of a unit by its code; answers the code itself when the unit is not known
     */
    public Wording(Language language, UnaryOperator<String> unitNames) {
        this.language = language;
        this.unitNames = unitNames;
    }

    /** For the office's own people. */
    public String forStaff(TimelineEntry entry) {
        Map<String, String> d = entry.data();
        return switch (entry.kind()) {
            case SUPPLEMENTED -> with(say("诉求人补充", "The citizen added"), d.get("text"));
            case URGED ->
                with(
                        say("诉求人第" + d.get("number") + "次催办", "The citizen urged, time " + d.get("number")),
                        d.get("text"));
            case WITHDRAWN -> with(say("诉求人撤回", "Withdrawn by the citizen"), d.get("reason"));
            case WENT_LIVE -> say("历史诉求转为在办", "A case moved in from before came under the running clocks");
            case SENT_TO_TRIAGE -> with(say("转人工派单", "Sent to a dispatcher"), d.get("reason"));
            case DISPATCHED -> with(dispatched(d), d.get("reason"));
            case INSTRUCTED -> with(say("领导批示", "Instruction of the unit's leader"), d.get("text"));
            case HANDED_DOWN -> with(say("交" + below(d) + "办理", "Handed to " + below(d)), d.get("note"));
            case RETURN_REQUESTED ->
                with(say(unit(d) + "申请退单", unit(d) + " says it is not responsible"), d.get("reason"));
            case RETURN_DECIDED ->
                with(
                        flag(d, "granted")
                                ? say("同意退单", "The return was granted")
                                : say("不同意退单", "The return was refused"),
                        d.get("note"));
            case EXTENSION_REQUESTED ->
                with(
                        say(
                                unit(d) + "申请延期" + d.get("days") + "个工作日",
                                unit(d) + " asks for " + d.get("days") + " more working days"),
                        d.get("reason"));
            case EXTENSION_DECIDED -> with(extension(d), d.get("note"));
            case MERGED -> say("并入诉求" + d.get("leadCaseId") + "办理", "Merged into case " + d.get("leadCaseId"));
            case DEADLINE_MOVED ->
                with(say("答复时限调整为" + d.get("dueAt"), "The reply is now due " + d.get("dueAt")), d.get("reason"));
            case MARKED ->
                say(deadline(d) + "亮" + mark(d), (red(d) ? "Red" : "Yellow") + " mark on the deadline: " + deadline(d));
            case MARK_REVOKED ->
                say("撤销" + deadline(d) + mark(d), (red(d) ? "Red" : "Yellow") + " mark taken back: " + deadline(d));
            case UNIT_URGED -> with(say("催办" + unit(d), unit(d) + " was urged"), d.get("note"));
            case SUPERVISION_OPENED -> with(say("督办" + unit(d), unit(d) + " is under supervision"), d.get("order"));
            case SUPERVISION_RAISED -> with(say("提级督办", "Supervision was raised a level"), d.get("note"));
            case SUPERVISION_CLOSED -> with(say("督办结束", "Supervision ended"), d.get("finding"));
            case REWORK_ORDERED -> with(say("退回重办", "To be handled again"), d.get("reason"));
            case PATTERN_SET -> with(pattern(d), d.get("reason"));
            default -> forCitizen(entry);
        };
    }

    /** For the citizen: plain words; nothing about people. */
    public String forCitizen(TimelineEntry entry) {
        Map<String, String> d = entry.data();
        return switch (entry.kind()) {
            case REGISTERED -> say("您的诉求已登记", "Your case was registered");
            case ANSWERED -> with(say("已直接答复", "Answered on the spot") + answeredBy(d), d.get("text"));
            case NOT_ACCEPTED ->
                with(
                        say("不予受理", "Not accepted") + say("（", " (") + refusal(d) + earlier(d) + say("）", ")"),
                        d.get("told"));
            case SUPPLEMENTED -> say("您补充了情况", "You added something");
            case URGED -> say("您的催办已转告承办单位", "Your reminder was passed on");
            case WITHDRAWN -> say("您撤回了诉求", "You withdrew your case");
            case WENT_LIVE -> say("诉求转入办理", "Your case is being handled");
            case SENT_TO_TRIAGE -> say("正在确定承办单位", "We are finding the unit responsible");
            case PATTERN_SET -> say("同类问题已汇总研究", "Cases of this kind are looked at together");
            case DISPATCHED -> dispatched(d);
            case SIGNED -> say(unit(d) + "已签收，正在办理", unit(d) + " has taken your case and is working on it");
            case INSTRUCTED -> say("承办单位领导已阅批", "The unit's leader has read your case");
            case HANDED_DOWN -> say("承办单位已安排所属单位办理", "The unit has given your case to one of its own");
            case RETURN_REQUESTED, RETURN_DECIDED -> say("正在核实承办单位", "We are checking which unit is responsible");
            case EXTENSION_REQUESTED -> say("承办单位申请延期", "The unit asked for more time");
            case EXTENSION_DECIDED -> extension(d);
            case REPLIED ->
                with(say(unit(d) + "已答复（", unit(d) + " has replied (") + disposition(d) + say("）", ")"), d.get("text"));
            case MERGED -> say("与同类诉求合并办理", "Handled together with cases about the same matter");
            case UNMERGED -> say("恢复单独办理", "Handled by itself again");
            case EXTENDED ->
                say("因延期，办理期限调整为" + d.get("dueAt"), "With the extension the reply is now due " + d.get("dueAt"));
            case DEADLINE_MOVED -> say("办理期限有调整", "The deadline was changed");
            case MARKED, MARK_REVOKED -> say("办理期限提醒", "A reminder of the deadline");
            case UNIT_URGED -> say("已催办承办单位", "The unit was reminded");
            case SUPERVISION_OPENED, SUPERVISION_RAISED -> say("已列入督办", "A supervisor is following your case");
            case SUPERVISION_CLOSED -> say("督办结束", "Supervision ended");
            case INFORMED ->
                flag(d, "reached")
                        ? say("已向您反馈办理结果（", "You were told the result (") + notice(d) + say("）", ")")
                        : say("反馈办理结果时未能联系到您", "We tried to tell you the result and did not reach you");
            case CALLED_BACK -> calledBack(d);
            case REWORK_ORDERED -> say("已退回承办单位重新办理", "Sent back to be handled again");
            case CLOSED -> say("诉求已归档", "Your case is closed") + closeReason(d);
        };
    }

    private String dispatched(Map<String, String> d) {
        boolean again = !"1".equals(d.getOrDefault("round", "1"));
        return again
                ? say("已交" + unit(d) + "重新办理", "Given to " + unit(d) + " again")
                : say("已派单至" + unit(d), "Dispatched to " + unit(d));
    }

    private String extension(Map<String, String> d) {
        return flag(d, "granted")
                ? say(
                        "办理期限延长" + d.get("days") + "个工作日",
                        "The deadline was extended by " + d.get("days") + " working days")
                : say("延期申请未获批准", "More time was refused");
    }

    private String calledBack(Map<String, String> d) {
        var outcome = CallbackOutcome.valueOf(d.get("outcome"));
        if (outcome == CallbackOutcome.NO_ANSWER) {
            return say("多次回访未接通", "We called you back several times without an answer");
        }
        if (outcome == CallbackOutcome.NOT_CALLED) {
            return say("按您的意愿不回访", "No callback, as you wished");
        }
        if (d.get("satisfaction") == null) {
            return say("已回访", "You were called back");
        }
        var grade = Satisfaction.valueOf(d.get("satisfaction"));
        return say("已回访，您的评价：" + grade.chinese(), "You were called back; your answer: " + plain(grade));
    }

    private String answeredBy(Map<String, String> d) {
        var by = AnsweredBy.valueOf(d.get("by"));
        return say("（" + by.chinese() + "）", " (" + plain(by) + ")");
    }

    private String refusal(Map<String, String> d) {
        var reason = NonAcceptanceReason.valueOf(d.get("reason"));
        return say(
                reason.chinese(),
                switch (reason) {
                    case EMERGENCY_LINE -> "call 110, 119, 120 or 122";
                    case LEGAL_ROUTE -> "a matter for court, arbitration or review";
                    case PETITION -> "already under petition";
                    case DISCIPLINE -> "a matter of discipline inspection";
                    case SECRET_PRIVACY -> "touches secrets or privacy";
                    case OTHER_AREA -> "not in this area";
                    case NO_NEW_FACTS -> "answered before, no new facts";
                    case ABUSE -> "abuse";
                });
    }

    private String earlier(Map<String, String> d) {
        String number = d.get("earlierNumber");
        return number == null ? "" : say("，见诉求" + number + "的答复", ", see the answer to " + number);
    }

    private String pattern(Map<String, String> d) {
        String how = flag(d, "derived") ? say("系统认定", "Found by rule") : say("人工认定", "Set by hand");
        String name = d.get("pattern");
        if (name == null) {
            return how + say("：无特定问题类型", ": no pattern");
        }
        var pattern = ProblemPattern.valueOf(name);
        return how + say("：" + pattern.chinese() + "问题", ": " + plain(pattern) + " problem");
    }

    private String disposition(Map<String, String> d) {
        var disposition = Disposition.valueOf(d.get("disposition"));
        return say(
                disposition.chinese(),
                switch (disposition) {
                    case RESOLVED -> "resolved";
                    case PLANNED -> "not possible yet, planned";
                    case EXPLAINED -> "explained";
                    case NOT_ESTABLISHED -> "not established";
                    case LEGAL_ROUTE -> "pointed to the legal way";
                    case UNREACHABLE -> "could not be reached";
                });
    }

    private String notice(Map<String, String> d) {
        var by = NoticeChannel.valueOf(d.get("by"));
        return say(
                by.chinese(),
                switch (by) {
                    case UNIT_CALL -> "call of the unit";
                    case ROBOT -> "voice robot";
                    case SMS -> "text message";
                    case WEB -> "web";
                });
    }

    private String closeReason(Map<String, String> d) {
        var reason = CloseReason.valueOf(d.get("reason"));
        return say(
                "（" + reason.chinese() + "）",
                switch (reason) {
                    case SATISFIED -> " (satisfied)";
                    case NO_ANSWER -> " (no answer to our calls)";
                    case NOT_CALLED -> " (no callback wished)";
                    case EXPLAINED -> " (explained)";
                    case SILENT_HISTORY -> " (moved in from before)";
                });
    }

    private String deadline(Map<String, String> d) {
        var kind = DeadlineKind.valueOf(d.get("deadline"));
        return say(kind.chinese() + "时限", plain(kind));
    }

    private static String mark(Map<String, String> d) {
        return DeadlineMark.valueOf(d.get("mark")).chinese();
    }

    private static boolean red(Map<String, String> d) {
        return DeadlineMark.valueOf(d.get("mark")) == DeadlineMark.RED;
    }

    private String unit(Map<String, String> d) {
        String code = d.get("unit");
        return code == null ? say("承办单位", "the unit") : unitNames.apply(code);
    }

    private String below(Map<String, String> d) {
        String code = d.get("toUnit");
        return code == null ? say("下级单位", "a unit below") : unitNames.apply(code);
    }

    private static boolean flag(Map<String, String> d, String name) {
        return Boolean.parseBoolean(d.get(name));
    }

    private String with(String words, String text) {
        return text == null || text.isBlank() ? words : words + say("：", ": ") + text;
    }

    private String say(String chinese, String english) {
        return Text.in(language, chinese, english);
    }

    private static String plain(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
