package org.hotline12345.followup.deadline.model;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.followup.calendar.model.DayKind;
import org.hotline12345.followup.calendar.model.HolidayNames;
import org.hotline12345.followup.calendar.model.SkippedDay;
import org.hotline12345.followup.calendar.model.SourcedDay;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.policy.model.CountFrom;
import org.hotline12345.followup.policy.model.Span;
import org.hotline12345.followup.policy.model.StatutoryClock;

/** Writes, line by line in Chinese and English, how a deadline was found. Times are Asia/Shanghai. */
final class Explanation {
    private static final DateTimeFormatter CHINESE_TIME = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");
    private static final DateTimeFormatter ENGLISH_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter CHINESE_DAY = DateTimeFormatter.ofPattern("M月d日");

    private final List<ExplanationStep> steps = new ArrayList<>();
    private final Set<String> sources = new LinkedHashSet<>();

    void start(Wording startedBy, LocalDateTime at, boolean inDays, CountFrom from) {
        String rule = "";
        String ruleEn = "";
        if (inDays) {
            rule = from == CountFrom.NEXT_DAY ? "，自次日起算" : "，当日起算";
            ruleEn = from == CountFrom.NEXT_DAY ? ", counted from the day after" : ", that day counts";
        }
        add(
                "START",
                time(at) + " " + startedBy.zh() + rule,
                timeEn(at) + " " + startedBy.en() + ruleEn,
                at.toLocalDate());
    }

    void statutory(StatutoryClock clock) {
        add(
                "COUNT",
                "法定时限：" + clock.chinese() + "，依据" + clock.basis() + "；热线答复不停止该时限",
                "statutory: " + clock.english() + ", by " + clock.basis() + "; a reply of the hotline does not stop it",
                null);
    }

    void count(Span span, boolean aroundTheClock) {
        add(
                "COUNT",
                "时限 " + span.chinese() + (aroundTheClock ? "，连续计算，节假日不扣除" : ""),
                "within " + span.english() + (aroundTheClock ? ", around the clock, holidays too" : ""),
                null);
    }

    /** Names every day of the span that does not count, every weekend day that does, and every day with half of it off. */
    void days(WorkingCalendar calendar, LocalDate first, LocalDate last) {
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            Optional<SkippedDay> skipped = calendar.whySkipped(day);
            if (skipped.isPresent()) {
                skip(skipped.get());
                continue;
            }
            LocalDate counted = day;
            calendar.madeUpFor(day)
                    .ifPresent(holiday -> addWithSource(
                            calendar,
                            counted,
                            holiday + "调休上班，计入",
                            " is a make-up working day (" + HolidayNames.english(holiday) + ") and counts"));
            calendar.offHalf(day)
                    .ifPresent(half -> addWithSource(
                            calendar,
                            counted,
                            half.chinese() + "放假，当日仍计入",
                            ": the office is closed in the " + half.name().toLowerCase(Locale.ROOT)
                                    + ", the day counts"));
        }
    }

    private void addWithSource(WorkingCalendar calendar, LocalDate day, String text, String textEn) {
        String source = calendar.exception(day).map(SourcedDay::source).orElse("");
        remember(source);
        add("COUNT", day(day) + text, dayEn(day) + textEn, day, source);
    }

    private void skip(SkippedDay skipped) {
        if (skipped.kind() == DayKind.WEEKEND) {
            add(
                    "SKIP",
                    day(skipped.date()) + "周末，不计",
                    dayEn(skipped.date()) + " weekend, does not count",
                    skipped.date());
        } else {
            remember(skipped.source());
            add(
                    "SKIP",
                    day(skipped.date()) + skipped.holiday() + "放假，不计",
                    dayEn(skipped.date()) + " " + HolidayNames.english(skipped.holiday()) + ", does not count",
                    skipped.date(),
                    skipped.source());
        }
    }

    private void remember(String source) {
        if (!source.isBlank()) {
            sources.add(source);
        }
    }

    void notices() {
        sources.forEach(source -> add("COUNT", "放假安排依据：" + source, "days off by the notice " + source, null, source));
    }

    void dayOffAtEnd(LocalDate last, LocalDate moved) {
        add(
                "SKIP",
                "最后一日" + day(last) + "为休息日，顺延至" + day(moved),
                "the last day, " + dayEn(last) + ", is a day off: moved to " + dayEn(moved),
                last);
    }

    void sameDayOver(LocalDate day) {
        add("COUNT", "当日已过下班时间，顺延至下一工作日", "the office was closed for the day, moved to the next working day", day);
    }

    void extension(int workingDays) {
        add(
                "EXTENSION",
                "批准延期 " + workingDays + " 个工作日",
                "extension of " + workingDays + " working day(s) granted",
                null);
    }

    void givenBack(int workingDays) {
        add(
                "PAUSE",
                "退单裁定超过规定时限，补回 " + workingDays + " 个工作日",
                "the ruling on the return took too long: " + workingDays + " working day(s) given back",
                null);
    }

    void pause(LocalDateTime from, LocalDateTime until, Pause pause, Span added) {
        String range = time(from) + " 至 " + time(until);
        String rangeEn = timeEn(from) + " to " + timeEn(until);
        if (!pause.over()) {
            range = "自 " + time(from) + " 起，最迟至 " + time(until);
            rangeEn = "since " + timeEn(from) + ", until " + timeEn(until) + " at the latest";
        }
        add(
                "PAUSE",
                range + " 等待诉求人（" + pause.reason() + "），" + (added == null ? "不停止计时" : "扣除 " + added.chinese()),
                rangeEn + " waiting for the citizen (" + pause.reason() + "): "
                        + (added == null ? "the clock runs on" : added.english() + " do not count"),
                from.toLocalDate());
    }

    void moved(LocalDateTime before, Wording because) {
        add(
                "MOVED",
                "原到期 " + time(before) + "，因" + because.zh() + "调整",
                "was due " + timeEn(before) + "; moved: " + because.en(),
                before.toLocalDate());
    }

    void setBy(Wording because) {
        add("SET", "因" + because.zh() + "而设", "set because " + because.en(), null);
    }

    void endedBy(LocalDateTime at, Wording because) {
        add(
                "ENDED",
                time(at) + " 起不再计算，因" + because.zh() + "，其中无此项时限",
                "ended " + timeEn(at) + ": " + because.en() + ", which knows no such deadline",
                at.toLocalDate());
    }

    void fixed(LocalDateTime dueAt) {
        add(
                "CAP",
                "来源系统给定办理时限 " + time(dueAt) + "，以其为准",
                "the source of the case set the deadline " + timeEn(dueAt) + ", which counts",
                dueAt.toLocalDate());
    }

    void cap(LocalDateTime upstream, Span reserve, LocalDateTime cap) {
        add(
                "CAP",
                "上级平台要求 " + time(upstream) + " 前答复，预留 " + reserve.chinese() + "，取较早者 " + time(cap),
                "the platform above wants the answer by " + timeEn(upstream) + "; less a reserve of "
                        + reserve.english() + " the earlier moment is " + timeEn(cap),
                cap.toLocalDate());
    }

    void noLaterThanReply(LocalDateTime at) {
        add(
                "CAP",
                "不晚于主办单位的答复时限 " + time(at),
                "not later than the reply of the lead unit is due, " + timeEn(at),
                at.toLocalDate());
    }

    void upstreamPassed(LocalDateTime upstream) {
        add(
                "CAP",
                "上级平台要求的时限 " + time(upstream) + " 在起算前已过，不再适用",
                "the deadline of the platform above, " + timeEn(upstream) + ", had passed before the start",
                upstream.toLocalDate());
    }

    void citizenStart(LocalDateTime at) {
        add(
                "START",
                time(at) + " 受理登记，自次日起算，退单、重办、暂停均不重新起算",
                timeEn(at) + " registration, counted from the day after; no return, round or pause resets it",
                at.toLocalDate());
    }

    void citizenSum(LocalDateTime until, boolean ended, int workingDays, long calendarDays) {
        add(
                "COUNT",
                (ended ? "至 " + time(until) + " 归档" : "至今 " + time(until)) + "，共 " + workingDays + " 个工作日、"
                        + calendarDays + " 个自然日",
                (ended ? "closed " + timeEn(until) : "now " + timeEn(until)) + ": " + workingDays + " working day(s), "
                        + calendarDays + " calendar day(s)",
                until.toLocalDate());
    }

    void provisional(int year) {
        add(
                "COUNT",
                year + "年放假安排尚未公布，暂按周一至周五计算，公布后重新计算",
                "there is no notice for " + year
                        + " yet: Monday to Friday count for now, to be recomputed when it comes",
                null);
    }

    void due(LocalDateTime at) {
        add("DUE", "到期 " + time(at), "due " + timeEn(at), at.toLocalDate());
    }

    List<ExplanationStep> steps() {
        return List.copyOf(steps);
    }

    static String time(LocalDateTime at) {
        return CHINESE_TIME.format(at);
    }

    static String timeEn(LocalDateTime at) {
        return ENGLISH_TIME.format(at);
    }

    private static String day(LocalDate day) {
        return CHINESE_DAY.format(day) + "（" + day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.CHINA) + "）";
    }

    private static String dayEn(LocalDate day) {
        return day + " (" + day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + ")";
    }

    private void add(String step, String text, String textEn, LocalDate date) {
        add(step, text, textEn, date, null);
    }

    private void add(String step, String text, String textEn, LocalDate date, String source) {
        steps.add(new ExplanationStep(step, text, textEn, date, source == null || source.isBlank() ? null : source));
    }
}
