package org.hotline12345.localstack.history.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What came of an import, counted from what the services say afterwards.
 *
 * @param profile Name of the profile.
 * @param rows Data rows of the file.
 * @param refused Rows that became no case, each with its reason.
 * @param failed Rows whose case could not be carried to its end now; run again to go on.
 * @param registered Cases that exist.
 * @param dispatched Cases that have a work order.
 * @param byTriageRule Those of them that a rule of the profile decided in triage.
 * @param inTriage Cases still in triage.
 * @param repliesDue Rows that have a reply.
 * @param replied Cases whose reply is issued.
 * @param created Cases, decisions, signatures and replies that this run added; 0 when everything stood there before.
 * @param times Handling times of the replied cases.
 * @param onTime The suite's on-time figures. May be null when they could not be had.
 * @param agreement Comparison with the source's flag. May be null.
 * @param notes What was changed on the way in.
 * @param seconds How long it took.
 */
public record ImportReport(
        String profile,
        int rows,
        List<RefusedRow> refused,
        List<RefusedRow> failed,
        int registered,
        int dispatched,
        int byTriageRule,
        int inTriage,
        int repliesDue,
        int replied,
        int created,
        HandlingTimes times,
        OnTime onTime,
        Agreement agreement,
        Notes notes,
        double seconds) {
    /** Code of rows that the profile holds for good and a service does not. */
    public static final String REFUSED_BY_SERVICE = "service-refused";

    public ImportReport {
        refused = List.copyOf(refused);
        failed = List.copyOf(failed);
    }

    /**
     * A row that is not in.
     *
     * @param row Position among the data rows.
     * @param code Kind of refusal.
     * @param reason For people.
     */
    public record RefusedRow(int row, String code, Text reason) {}

    /**
     * On-time figures as the assessment service gives them.
     *
     * @param period The period asked for.
     * @param policy Policy by which deadlines were set.
     * @param due Rounds due.
     * @param finished Rounds finished.
     * @param rate The service's own rate in per cent. May be null.
     */
    public record OnTime(String period, String policy, long due, long finished, long finishedOnTime, BigDecimal rate) {}

    /**
     * A sum that must come out.
     *
     * @param name What is summed.
     * @param left One side.
     * @param right The other.
     */
    public record Check(Text name, long left, long right) {
        /** Whether both sides agree. */
        public boolean holds() {
            return left == right;
        }
    }

    /** The sums; those that cannot be formed are left out. */
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                new Text("行数 = 登记 + 拒收 + 未完成登记", "rows = registered + refused + failed to register"),
                rows,
                (long) registered + refused.size() + failedToRegister()));
        checks.add(new Check(
                new Text("登记 = 已派单 + 人工派单中", "registered = dispatched + in triage"),
                registered,
                (long) dispatched + inTriage));
        checks.add(new Check(
                new Text("有答复的已派单件 = 答复生效", "dispatched rows with a reply = replies issued"), repliesDue, replied));
        if (onTime != null) {
            checks.add(new Check(
                    new Text("答复生效 = 考评统计的办结", "replies issued = finished as assessment counts"),
                    replied,
                    onTime.finished()));
        }
        if (agreement != null) {
            checks.add(new Check(
                    new Text("比较件数 = 标志一致件数", "compared = flags that agree"),
                    agreement.compared(),
                    (long) agreement.bothInTime() + agreement.bothLate()));
        }
        return checks;
    }

    private int failedToRegister() {
        return (int) failed.stream()
                .filter(row -> row.code().equals("not-registered"))
                .count();
    }

    /**
     * Whether every row is in or left out by the profile's own rules, no service refused one, nothing failed and all sums come
     * out.
     */
    public boolean complete() {
        return failed.isEmpty()
                && refused.stream().noneMatch(row -> row.code().equals(REFUSED_BY_SERVICE))
                && checks().stream().allMatch(Check::holds);
    }

    /** Refusals by kind, most frequent first. */
    public Map<String, List<RefusedRow>> refusedByCode() {
        return byCode(refused);
    }

    /** Failures by kind, most frequent first. */
    public Map<String, List<RefusedRow>> failedByCode() {
        return byCode(failed);
    }

    /** Rows by kind of refusal. */
    public static Map<String, List<RefusedRow>> byCode(List<RefusedRow> rows) {
        Map<String, List<RefusedRow>> byCode = new java.util.TreeMap<>();
        rows.forEach(row -> byCode.computeIfAbsent(Objects.requireNonNull(row.code()), c -> new ArrayList<>())
                .add(row));
        return byCode;
    }
}
