package org.hotline12345.localstack.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.hotline12345.localstack.history.model.Agreement;
import org.hotline12345.localstack.history.model.HandlingTimes;
import org.hotline12345.localstack.history.model.ImportReport;
import org.hotline12345.localstack.history.model.Notes;
import org.hotline12345.localstack.history.model.Profile;
import org.hotline12345.localstack.history.model.Text;
import org.hotline12345.localstack.language.Words;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final List<ImportReport.RefusedRow> REFUSED =
            List.of(new ImportReport.RefusedRow(3, "duplicate", new Text("重复", "twice")));

    @Test
    void the_sums_of_a_complete_import_come_out() {
        ImportReport report = report(List.of(), 9, counter(true, true).table());
        assertThat(report.checks()).hasSize(5).allMatch(ImportReport.Check::holds);
        assertThat(report.complete()).isTrue();
        assertThat(ReportText.of(report, Words.in(Locale.ENGLISH)))
                .contains(
                        "refused: 1",
                        "1 × duplicate: twice (data rows 3)",
                        "within  5   75.00 %",
                        "median 2, p75 5, p90 9")
                .contains("source in time", "Everything agrees.");
        assertThat(ReportText.of(report, Words.in(Locale.CHINESE))).contains("拒收: 1", "按时办结率 75.00 %", "全部相符。");
        assertThat(ReportJson.of(report)
                        .path("handlingWorkingDays")
                        .path("sharePercentWithin")
                        .path("5")
                        .decimalValue())
                .isEqualTo(new BigDecimal("75.00"));
    }

    @Test
    void a_row_that_could_not_be_carried_on_makes_the_import_incomplete() {
        List<ImportReport.RefusedRow> failed =
                List.of(new ImportReport.RefusedRow(7, "not-carried-on", Text.same("503")));
        assertThat(report(failed, 9, null).complete()).isFalse();
        assertThat(ReportText.of(report(failed, 9, null), Words.in(Locale.ENGLISH)))
                .contains("not-carried-on", "not finished");
    }

    @Test
    void a_row_that_a_service_refused_makes_the_import_incomplete_though_all_sums_come_out() {
        List<ImportReport.RefusedRow> byService = List.of(
                new ImportReport.RefusedRow(3, ImportReport.REFUSED_BY_SERVICE, Text.same("category: no such code")));
        ImportReport report = report(byService, List.of(), 9, null);
        assertThat(report.checks()).allMatch(ImportReport.Check::holds);
        assertThat(report.complete()).isFalse();
        assertThat(ReportText.of(report, Words.in(Locale.ENGLISH)))
                .contains("service-refused", "Something does not agree");
    }

    @Test
    void a_dispatched_case_that_is_missing_breaks_the_sum() {
        ImportReport report = report(List.of(), 8, null);
        assertThat(report.complete()).isFalse();
        assertThat(ReportText.of(report, Words.in(Locale.ENGLISH)))
                .contains("✗ registered = dispatched + in triage: 10 ≠ 9");
    }

    @Test
    void flags_that_differ_are_counted_by_their_sides() {
        Agreement table = counter(true, false).table();
        assertThat(table.sourceInTimeOnly()).isEqualTo(1);
        assertThat(table.complete()).isFalse();
        assertThat(table.examples()).containsExactly("x:1");
        Agreement.Counter unknown = new Agreement.Counter();
        unknown.add("x:2", false, null);
        assertThat(unknown.table().unknown()).isEqualTo(1);
        assertThat(unknown.table().compared()).isEqualTo(1);
    }

    @Test
    void a_file_is_looked_at_without_anything_being_written() throws IOException {
        Profile profile = ProfileFile.read(new ByteArrayInputStream("""
                name: p
                source: {dates: ["yyyy-MM-dd HH:mm"]}
                key: {column: number}
                case: {occurredAt: at, category: {column: category}}
                setup: {units: [{code: U}]}
                handling:
                  sign: {actor: "a"}
                  reply: {at: replied, disposition: RESOLVED, text: {column: reply}, author: "a", reviewer: "b", signOff: "c"}
                """.getBytes(StandardCharsets.UTF_8)));
        HistoryFile file = HistoryFile.map(new StringReader("""
                        number,at,category,replied,reply
                        1,2019-03-01 09:00,A,2019-03-02 09:00,done
                        2,2019-05-01 09:00,,,
                        3,never,A,,
                        """), profile);

        assertThat(ReportText.preview(file, profile, Words.in(Locale.ENGLISH)))
                .contains(
                        "nothing was written", "rows in the file: 3", "registered: 2", "from 2019-03-01 to 2019-05-01")
                .contains("with a reply: 1", "1 units, 0 categories");
    }

    private static Agreement.Counter counter(boolean source, boolean suite) {
        Agreement.Counter counter = new Agreement.Counter();
        counter.add("x:1", source, suite);
        return counter;
    }

    private static ImportReport report(List<ImportReport.RefusedRow> failed, int dispatched, Agreement agreement) {
        return report(REFUSED, failed, dispatched, agreement);
    }

    private static ImportReport report(
            List<ImportReport.RefusedRow> refused,
            List<ImportReport.RefusedRow> failed,
            int dispatched,
            Agreement agreement) {
        return new ImportReport(
                "p",
                11,
                refused,
                failed,
                10,
                dispatched,
                2,
                1,
                4,
                4,
                30,
                HandlingTimes.of(new int[] {1, 2, 5, 9}),
                new ImportReport.OnTime("2019", "default", 4, 4, 3, new BigDecimal("75.00")),
                agreement,
                new Notes(),
                1.5);
    }
}
