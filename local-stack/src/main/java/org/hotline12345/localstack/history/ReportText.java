package org.hotline12345.localstack.history;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.hotline12345.localstack.history.model.Agreement;
import org.hotline12345.localstack.history.model.HandlingTimes;
import org.hotline12345.localstack.history.model.ImportReport;

/** The report of an import for people, in Chinese or English. It shows numbers and row positions, no word of a citizen. */
final class ReportText {
    private static final int ROWS_SHOWN = 10;

    private final boolean zh;
    private final StringBuilder out = new StringBuilder();

    private ReportText(boolean zh) {
        this.zh = zh;
    }

    /** Writes the report. */
    static String of(ImportReport report, boolean chinese) {
        ReportText text = new ReportText(chinese);
        text.write(report);
        return text.out.toString();
    }

    private void write(ImportReport r) {
        head(zh ? "导入报告 " + r.profile() : "Import report " + r.profile());
        figure("文件行数", "rows in the file", r.rows());
        figure("已登记诉求", "cases registered", r.registered());
        figure("拒收", "refused", r.refused().size());
        rows(r.refusedByCode());
        if (!r.failed().isEmpty()) {
            figure(
                    "未完成(可再次运行继续)",
                    "not finished (run again to go on)",
                    r.failed().size());
            rows(r.failedByCode());
        }
        figure("已派单", "dispatched", r.dispatched());
        figure("  其中由人工派单规则决定", "  of these decided by the profile's triage rules", r.byTriageRule());
        figure("人工派单待定", "still in triage", r.inTriage());
        figure("应有答复", "rows with a reply to be issued", r.repliesDue());
        figure("答复生效", "replies issued", r.replied());
        figure("本次新增(登记、派单、签收、答复)", "added by this run (cases, decisions, signatures, replies)", r.created());
        line(String.format(zh ? "用时 %.1f 秒" : "took %.1f s", r.seconds()));
        if (!r.notes().counts().isEmpty()) {
            head(zh ? "导入时的改动" : "changed on the way in");
            r.notes()
                    .counts()
                    .forEach((code, count) ->
                            line("  " + count + " × " + r.notes().text(code).in(zh)));
        }
        times(r.times());
        onTime(r.onTime());
        agreement(r.agreement());
        head(zh ? "核对" : "sums");
        for (ImportReport.Check check : r.checks()) {
            line("  " + (check.holds() ? "✓ " : "✗ ") + check.name().in(zh) + ": " + number(check.left())
                    + (check.holds() ? " = " : " ≠ ") + number(check.right()));
        }
        line("");
        line(
                r.complete()
                        ? (zh ? "全部相符。" : "Everything agrees.")
                        : (zh ? "有不相符或未完成之处,见上。" : "Something does not agree or is not finished, see above."));
    }

    private void times(HandlingTimes times) {
        head(
                zh
                        ? "办理时长(工作日:受理次日起至答复当日)"
                        : "handling time (working days after the day of receipt up to the day of the reply)");
        if (times.answered() == 0) {
            line(zh ? "  没有答复" : "  no replies");
            return;
        }
        for (Map.Entry<Integer, BigDecimal> share : times.within().entrySet()) {
            line(String.format(zh ? "  %2d 个工作日内  %6s %%" : "  within %2d  %6s %%", share.getKey(), share.getValue()));
        }
        line(String.format(
                zh ? "  中位数 %d,75%% 分位 %d,90%% 分位 %d,最长 %d" : "  median %d, p75 %d, p90 %d, longest %d",
                times.median(),
                times.p75(),
                times.p90(),
                times.longest()));
    }

    private void onTime(ImportReport.OnTime figures) {
        head(zh ? "按时办结率(考评服务)" : "on-time rate (assessment service)");
        if (figures == null) {
            line(zh ? "  考评服务未给出" : "  not to be had from the assessment service");
            return;
        }
        line((zh ? "  统计期 " : "  period ") + figures.period());
        line((zh ? "  时限规则 " : "  deadline policy ") + figures.policy());
        line(String.format(
                zh ? "  应办结 %s,已办结 %s,按时办结 %s,按时办结率 %s" : "  due %s, finished %s, in time %s, on-time rate %s",
                number(figures.due()),
                number(figures.finished()),
                number(figures.finishedOnTime()),
                figures.rate() == null ? "–" : figures.rate().toPlainString() + " %"));
    }

    private void agreement(Agreement table) {
        if (table == null) {
            return;
        }
        head(zh ? "与来源标志比较" : "the source's own flag against the suite's");
        line(zh ? "                 本套件按时   本套件超时" : "                    suite in time   suite late");
        line(String.format(
                "  %-16s %10s %12s",
                zh ? "来源按时" : "source in time", number(table.bothInTime()), number(table.sourceInTimeOnly())));
        line(String.format(
                "  %-16s %10s %12s",
                zh ? "来源超时" : "source late", number(table.sourceLateOnly()), number(table.bothLate())));
        if (table.unknown() > 0) {
            figure("  本套件没有标志", "  without a flag of the suite", table.unknown());
        }
        figure("  比较件数", "  compared", table.compared());
        if (!table.examples().isEmpty()) {
            line((zh ? "  不一致的例子 " : "  some that differ ") + String.join(", ", table.examples()));
        }
    }

    private void rows(Map<String, List<ImportReport.RefusedRow>> byCode) {
        byCode.forEach((code, rows) -> {
            String numbers = String.join(
                    ", ",
                    rows.stream()
                            .limit(ROWS_SHOWN)
                            .map(row -> String.valueOf(row.row()))
                            .toList());
            line("  " + rows.size() + " × " + code + ": " + rows.get(0).reason().in(zh)
                    + (zh ? "(数据行 " : " (data rows ") + numbers + (rows.size() > ROWS_SHOWN ? ", …" : "") + ")");
        });
    }

    private void figure(String chinese, String english, long value) {
        line(String.format("%s: %s", zh ? chinese : english, number(value)));
    }

    private static String number(long value) {
        return String.format(java.util.Locale.ROOT, "%,d", value);
    }

    private void head(String title) {
        line("");
        line(title);
    }

    private void line(String text) {
        out.append(text).append(System.lineSeparator());
    }
}
