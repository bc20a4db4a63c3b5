package org.hotline12345.followup.deadline.model;

import java.time.Instant;
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
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.language.TextBundle;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.followup.calendar.model.DayKind;
import org.hotline12345.followup.calendar.model.HolidayNames;
import org.hotline12345.followup.calendar.model.SkippedDay;
import org.hotline12345.followup.calendar.model.SourcedDay;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.policy.model.CountFrom;
import org.hotline12345.followup.policy.model.Span;
import org.hotline12345.followup.policy.model.StatutoryClock;

/** Writes, line by line in both languages, how a deadline was found. Times are Asia/Shanghai. */
public final class Explanation {
    static final TextBundle TEXTS = TextBundle.of("deadline/texts");

    private static final DateTimeFormatter CHINESE_DATE = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter CHINESE_DAY = DateTimeFormatter.ofPattern("M月d日");

    /** The days that are explained one by one, a year: what takes longer is summed up, or a line for every weekend would bury it. */
    private static final int NAMED_DAYS = 366;

    private final List<ExplanationStep> steps = new ArrayList<>();
    private final Set<String> sources = new LinkedHashSet<>();
    private int passed;

    Explanation() {}

    /** The line that tells how a deadline moved. */
    public static ExplanationStep moved(Instant before, Text because) {
        LocalDateTime at = local(before);
        return step("MOVED", "moved", at.toLocalDate(), null, time(at), because);
    }

    /** The line that tells which change of the policy set a deadline that it did not have before. */
    public static ExplanationStep setBy(Text because) {
        return step("SET", "set", null, null, because);
    }

    /** The line that tells which change of the policy ended a deadline. */
    public static ExplanationStep endedBy(Instant end, Text because) {
        LocalDateTime at = local(end);
        return step("ENDED", "ended", at.toLocalDate(), null, time(at), because);
    }

    void start(Text startedBy, LocalDateTime at, boolean inDays, CountFrom from) {
        String text = !inDays ? "start" : from == CountFrom.NEXT_DAY ? "start.nextDay" : "start.sameDay";
        add("START", text, at.toLocalDate(), time(at), startedBy);
    }

    void statutory(StatutoryClock clock) {
        add("COUNT", "statutory", null, clock.heading(), clock.basis());
    }

    void count(Span span, boolean aroundTheClock) {
        add("COUNT", aroundTheClock ? "count.aroundTheClock" : "count", null, span.text());
    }

    /**
     * Names every day of the span that does not count, every weekend day that does, and every day with half of it off; after a
     * year only how many more do not count.
     */
    void days(WorkingCalendar calendar, LocalDate first, LocalDate last) {
        int more = 0;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (passed++ >= NAMED_DAYS) {
                more += calendar.isWorkingDay(day) ? 0 : 1;
                continue;
            }
            Optional<SkippedDay> skipped = calendar.whySkipped(day);
            if (skipped.isPresent()) {
                skip(skipped.get());
                continue;
            }
            LocalDate counted = day;
            String source = calendar.exception(day).map(SourcedDay::source).orElse("");
            calendar.madeUpFor(day)
                    .ifPresent(holiday -> addWithSource("COUNT", "madeUp", counted, source, holiday(holiday)));
            calendar.offHalf(day)
                    .ifPresent(half -> addWithSource(
                            "COUNT",
                            "halfOff",
                            counted,
                            source,
                            new Text(half.chinese(), half.name().toLowerCase(Locale.ROOT))));
        }
        if (more > 0) {
            add("SKIP", "more", last, more);
        }
    }

    private void skip(SkippedDay skipped) {
        if (skipped.kind() == DayKind.WEEKEND) {
            add("SKIP", "weekend", skipped.date(), day(skipped.date()));
        } else {
            addWithSource("SKIP", "holiday", skipped.date(), skipped.source(), holiday(skipped.holiday()));
        }
    }

    void notices() {
        sources.forEach(source -> steps.add(step("COUNT", "notice", null, source, source)));
    }

    void dayOffAtEnd(LocalDate last, LocalDate moved) {
        add("SKIP", "dayOffAtEnd", last, day(last), day(moved));
    }

    void sameDayOver(LocalDate day) {
        add("COUNT", "sameDayOver", day);
    }

    void extension(int workingDays) {
        add("EXTENSION", "extension", null, workingDays);
    }

    void givenBack(int workingDays) {
        add("PAUSE", "givenBack", null, workingDays);
    }

    void pause(LocalDateTime from, LocalDateTime until, Pause pause, Span added) {
        Text range = text(pause.over() ? "pause.over" : "pause.running", time(from), time(until));
        Text effect = added == null ? text("pause.counts") : text("pause.added", added.text());
        add("PAUSE", "pause", from.toLocalDate(), range, effect, pause.reason());
    }

    void fixed(LocalDateTime dueAt) {
        add("CAP", "fixed", dueAt.toLocalDate(), time(dueAt));
    }

    void cap(LocalDateTime upstream, Span reserve, LocalDateTime cap) {
        add("CAP", "cap", cap.toLocalDate(), time(upstream), reserve.text(), time(cap));
    }

    void noLaterThanReply(LocalDateTime at) {
        add("CAP", "noLaterThanReply", at.toLocalDate(), time(at));
    }

    void upstreamPassed(LocalDateTime upstream) {
        add("CAP", "upstreamPassed", upstream.toLocalDate(), time(upstream));
    }

    void citizenStart(LocalDateTime at) {
        add("START", "citizen.start", at.toLocalDate(), time(at));
    }

    void citizenSum(LocalDateTime until, boolean ended, int workingDays, long calendarDays) {
        String text = ended ? "citizen.ended" : "citizen.running";
        add("COUNT", text, until.toLocalDate(), time(until), workingDays, calendarDays);
    }

    void provisional(int year) {
        add("COUNT", "provisional", null, year);
    }

    void due(LocalDateTime at) {
        add("DUE", "due", at.toLocalDate(), time(at));
    }

    List<ExplanationStep> steps() {
        return List.copyOf(steps);
    }

    private void add(String step, String text, LocalDate date, Object... values) {
        steps.add(step(step, text, date, null, values));
    }

    /** A line about a day of which a source says something. */
    private void addWithSource(String step, String text, LocalDate day, String source, Text what) {
        if (!source.isBlank()) {
            sources.add(source);
        }
        steps.add(step(step, text, day, source.isBlank() ? null : source, day(day), what));
    }

    private static ExplanationStep step(String step, String text, LocalDate date, String source, Object... values) {
        Text filled = text(text, values);
        return new ExplanationStep(step, filled.zh(), filled.en(), date, source);
    }

    /** What is due, in words. */
    public static Text title(DeadlineKind kind) {
        return TEXTS.get("title." + kind);
    }

    private static Text text(String key, Object... values) {
        return TEXTS.get(key).fill(values);
    }

    private static Text time(LocalDateTime at) {
        String clock = " " + ShanghaiTime.clock(at.toLocalTime());
        return new Text(CHINESE_DATE.format(at) + clock, at.toLocalDate() + clock);
    }

    private static Text day(LocalDate day) {
        String chinese = day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.CHINA);
        String english = day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        return new Text(CHINESE_DAY.format(day) + "（" + chinese + "）", day + " (" + english + ")");
    }

    private static Text holiday(String name) {
        return new Text(name, HolidayNames.english(name));
    }

    private static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, ShanghaiTime.ZONE);
    }
}
