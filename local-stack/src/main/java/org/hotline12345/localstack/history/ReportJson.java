package org.hotline12345.localstack.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.history.model.Agreement;
import org.hotline12345.localstack.history.model.HandlingTimes;
import org.hotline12345.localstack.history.model.ImportReport;
import org.hotline12345.localstack.history.model.Text;

/** The report of an import for programs. */
final class ReportJson {
    private ReportJson() {}

    static ObjectNode of(ImportReport report) {
        ObjectNode json = HotlineClient.json().createObjectNode();
        json.put("profile", report.profile())
                .put("rows", report.rows())
                .put("registered", report.registered())
                .put("refused", report.refused().size())
                .put("failed", report.failed().size())
                .put("dispatched", report.dispatched())
                .put("byTriageRule", report.byTriageRule())
                .put("inTriage", report.inTriage())
                .put("repliesDue", report.repliesDue())
                .put("repliesIssued", report.replied())
                .put("added", report.created())
                .put("seconds", report.seconds())
                .put("complete", report.complete());
        times(json.putObject("handlingWorkingDays"), report.times());
        if (report.onTime() != null) {
            ImportReport.OnTime onTime = report.onTime();
            json.putObject("onTime")
                    .put("period", onTime.period())
                    .put("policy", onTime.policy())
                    .put("due", onTime.due())
                    .put("finished", onTime.finished())
                    .put("finishedOnTime", onTime.finishedOnTime())
                    .put("rate", onTime.rate());
        }
        if (report.agreement() != null) {
            agreement(json.putObject("agreement"), report.agreement());
        }
        ArrayNode checks = json.putArray("checks");
        report.checks()
                .forEach(check -> text(checks.addObject(), check.name())
                        .put("left", check.left())
                        .put("right", check.right())
                        .put("holds", check.holds()));
        ArrayNode notes = json.putArray("notes");
        report.notes()
                .counts()
                .forEach((code, count) -> text(notes.addObject(), report.notes().text(code))
                        .put("code", code)
                        .put("count", count));
        rows(json.putArray("refusedRows"), report.refused());
        rows(json.putArray("failedRows"), report.failed());
        return json;
    }

    private static void times(ObjectNode json, HandlingTimes times) {
        json.put("answered", times.answered());
        ObjectNode within = json.putObject("sharePercentWithin");
        times.within().forEach((limit, share) -> within.put(String.valueOf(limit), share));
        json.put("median", times.median())
                .put("p75", times.p75())
                .put("p90", times.p90())
                .put("longest", times.longest());
    }

    private static void agreement(ObjectNode json, Agreement table) {
        json.put("compared", table.compared())
                .put("bothInTime", table.bothInTime())
                .put("bothLate", table.bothLate())
                .put("sourceInTimeSuiteLate", table.sourceInTimeOnly())
                .put("sourceLateSuiteInTime", table.sourceLateOnly())
                .put("withoutFlag", table.unknown());
        table.examples().forEach(json.putArray("examples")::add);
    }

    private static void rows(ArrayNode json, List<ImportReport.RefusedRow> rows) {
        rows.forEach(row ->
                text(json.addObject(), row.reason()).put("row", row.row()).put("code", row.code()));
    }

    private static ObjectNode text(ObjectNode json, Text text) {
        return json.put("zh", text.zh()).put("en", text.en());
    }
}
