package org.hotline12345.localstack.history;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.hotline12345.localstack.history.model.Agreement;
import org.hotline12345.localstack.history.model.CasePlan;
import org.hotline12345.localstack.history.model.HandlingTimes;
import org.hotline12345.localstack.history.model.ImportReport;
import org.hotline12345.localstack.history.model.Notes;
import org.hotline12345.localstack.history.model.Profile;
import org.hotline12345.localstack.history.model.WorkCalendar;
import org.hotline12345.localstack.language.Words;

/** The report of an import for people. It shows numbers and row positions, no word of a citizen. */
final class ReportText {
    private static final int ROWS_SHOWN = 10;

    private final Words words;
    private final StringBuilder out = new StringBuilder();

    private ReportText(Words words) {
        this.words = words;
    }

    /** Writes the report. */
    static String of(ImportReport report, Words words) {
        ReportText text = new ReportText(words);
        text.write(report);
        return text.out.toString();
    }

    /** What a file would become, from the file and the profile alone. */
    static String preview(HistoryFile file, Profile profile, Words words) {
        ReportText text = new ReportText(words);
        text.write(file, profile.setup());
        return text.out.toString();
    }

    private void write(HistoryFile file, Profile.Setup setup) {
        List<CasePlan> plans = file.plans();
        head("preview");
        figure("rows", file.rows());
        figure("refused", file.refused().size());
        rows(ImportReport.byCode(file.refused()));
        figure("cases", plans.size());
        plans.stream()
                .map(CasePlan::occurredAt)
                .min(Instant::compareTo)
                .ifPresent(first -> part(
                        "span",
                        day(first),
                        day(plans.stream()
                                .map(CasePlan::occurredAt)
                                .max(Instant::compareTo)
                                .orElseThrow())));
        part("signed", number(count(plans, CasePlan::sign)));
        part("with-reply", number(count(plans, plan -> plan.reply() != null)));
        part("with-triage", number(count(plans, plan -> plan.triage() != null)));
        part("no-category", number(count(plans, plan -> !plan.fields().containsKey("category"))));
        part(
                "setup",
                setup.units().size(),
                setup.categories().size(),
                setup.catalogue().size());
        changed(file.notes());
    }

    private static long count(List<CasePlan> plans, Predicate<CasePlan> what) {
        return plans.stream().filter(what).count();
    }

    private static String day(Instant time) {
        return time.atZone(WorkCalendar.ZONE).toLocalDate().toString();
    }

    private void changed(Notes notes) {
        if (!notes.counts().isEmpty()) {
            head("changed");
            notes.counts()
                    .forEach((code, count) ->
                            line("  " + count + " × " + notes.text(code).in(words.locale())));
        }
    }

    private void write(ImportReport r) {
        head("title", r.profile());
        figure("rows", r.rows());
        figure("registered", r.registered());
        figure("refused", r.refused().size());
        rows(r.refusedByCode());
        if (!r.failed().isEmpty()) {
            figure("failed", r.failed().size());
            rows(r.failedByCode());
        }
        figure("dispatched", r.dispatched());
        part("by-rule", number(r.byTriageRule()));
        figure("in-triage", r.inTriage());
        figure("replies-due", r.repliesDue());
        figure("replied", r.replied());
        figure("added", r.created());
        line(say("took", String.format(Locale.ROOT, "%.1f", r.seconds())));
        changed(r.notes());
        times(r.times());
        onTime(r.onTime());
        if (r.agreement() != null) {
            agreement(r.agreement());
        }
        head("sums");
        for (ImportReport.Check check : r.checks()) {
            line("  " + (check.holds() ? "✓ " : "✗ ") + check.name().in(words.locale()) + ": " + number(check.left())
                    + (check.holds() ? " = " : " ≠ ") + number(check.right()));
        }
        head(r.complete() ? "complete" : "incomplete");
    }

    private void times(HandlingTimes times) {
        head("times");
        if (times.answered() == 0) {
            part("no-replies");
            return;
        }
        times.within()
                .forEach((days, share) -> part(
                        "within", String.format(Locale.ROOT, "%2d", days), String.format(Locale.ROOT, "%6s", share)));
        part("percentiles", times.median(), times.p75(), times.p90(), times.longest());
    }

    private void onTime(ImportReport.OnTime figures) {
        head("on-time");
        if (figures == null) {
            part("no-on-time");
            return;
        }
        part("period", figures.period());
        part("policy", figures.policy());
        part(
                "on-time-figures",
                number(figures.due()),
                number(figures.finished()),
                number(figures.finishedOnTime()),
                figures.rate() == null ? "–" : figures.rate().toPlainString() + " %");
    }

    private void agreement(Agreement table) {
        head("agreement");
        line(" ".repeat(20) + say("suite-in-time") + "   " + say("suite-late"));
        side("source-in-time", table.bothInTime(), table.sourceInTimeOnly());
        side("source-late", table.sourceLateOnly(), table.bothLate());
        if (table.unknown() > 0) {
            part("without-flag", number(table.unknown()));
        }
        part("compared", number(table.compared()));
        if (!table.examples().isEmpty()) {
            part("examples", String.join(", ", table.examples()));
        }
    }

    private void side(String key, long suiteInTime, long suiteLate) {
        line(String.format("  %-16s %10s %12s", say(key), number(suiteInTime), number(suiteLate)));
    }

    private void rows(Map<String, List<ImportReport.RefusedRow>> byCode) {
        byCode.forEach((code, rows) -> {
            List<String> numbers = rows.stream()
                    .limit(ROWS_SHOWN)
                    .map(row -> String.valueOf(row.row()))
                    .toList();
            line("  " + rows.size() + " × " + code + ": " + rows.get(0).reason().in(words.locale()) + " "
                    + say("data-rows", String.join(", ", numbers) + (rows.size() > ROWS_SHOWN ? ", …" : "")));
        });
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private String say(String key, Object... arguments) {
        return words.say("report." + key, arguments);
    }

    private void head(String key, Object... arguments) {
        line("");
        line(say(key, arguments));
    }

    private void figure(String key, long value) {
        line(say(key) + ": " + number(value));
    }

    private void part(String key, Object... arguments) {
        line("  " + say(key, arguments));
    }

    private void line(String text) {
        out.append(text).append(System.lineSeparator());
    }
}
