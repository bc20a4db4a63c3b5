package org.hotline12345.localstack.history;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hotline12345.localstack.history.model.Agreement;
import org.hotline12345.localstack.history.model.HandlingTimes;
import org.hotline12345.localstack.history.model.ImportReport;
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
        if (!r.notes().counts().isEmpty()) {
            head("changed");
            r.notes()
                    .counts()
                    .forEach((code, count) ->
                            line("  " + count + " × " + r.notes().text(code).in(words.locale())));
        }
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
