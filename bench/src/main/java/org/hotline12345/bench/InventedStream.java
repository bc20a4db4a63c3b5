package org.hotline12345.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CategoryChanged;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReplySubmitted;
import org.hotline12345.events.ReviewStep;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitChanged;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.events.WorkOrderState;

/**
 * The stream of events of a city's cases as the suite would publish them, in the order of time: cases of many units beside one another,
 * each with some fourteen events. A third is answered on the spot, one in twenty is never replied to, one in eight is late, one in
 * twenty-five is handled again.
 */
final class InventedStream {
    /** Comparison groups of the units. */
    static final int GROUPS = 10;

    private static final List<String> CHANNELS = List.of("PHONE", "PHONE", "PHONE", "PHONE", "WEB", "WECHAT", "APP");
    private static final int CATEGORIES = 20;
    private static final int SUBCATEGORIES = 10;
    private static final int AREAS = 100;
    private static final String TEXT = "来电人反映：所住小区一带从昨天傍晚起家里没有自来水，楼上楼下都一样，打过自来水公司的电话没有说什么时候来水。"
            + "该情况已持续三天，周围约有一百户居民受到影响，曾于上周向社区反映，至今没有得到明确答复。诉求：请承办单位到现场核实情况，说明原因，"
            + "给出解决办法和完成时间，并告知来电人处理结果。";
    private static final String REPLY =
            "经我单位工作人员当日到现场核实，来电人反映的情况属实，系设备老化所致。已于现场更换损坏部件并试运行正常，" + "同时安排专人每周巡查一次，连续一个月。已将处理结果当面告知来电人，来电人表示认可。";

    /** An event and when it happens. */
    record Happening(Instant at, long number, CaseEvent event) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final SplittableRandom random;
    private final int units;
    private final Duration gap;
    private final PriorityQueue<Happening> coming = new PriorityQueue<>();
    private Instant next;
    private int left;
    private long happenings;

    /**
     * A stream.
     *
     * @param units How many units.
     * @param cases How many cases.
     * @param first When the first is registered.
     * @param end When the last is registered.
     */
    InventedStream(long seed, int units, int cases, Instant first, Instant end) {
        this.random = new SplittableRandom(seed);
        this.units = units;
        this.left = cases;
        this.gap = Duration.between(first, end).dividedBy(cases);
        this.next = first;
    }

    /** Code of a unit. */
    static String unit(int number) {
        return "B%04d".formatted(number);
    }

    /** The units and categories. */
    List<OfficeEvent> office() {
        var from = Instant.parse("2020-01-01T00:00:00Z");
        var events = new ArrayList<OfficeEvent>();
        for (int i = 0; i < units; i++) {
            events.add(new UnitChanged(
                    unit(i),
                    "第" + i + "承办单位",
                    UnitLevel.DISTRICT,
                    null,
                    "第" + (1 + i % GROUPS) + "组",
                    List.of(),
                    1,
                    SignOffLevel.DEPUTY,
                    false,
                    true,
                    from));
        }
        for (int i = 0; i < CATEGORIES; i++) {
            events.add(new CategoryChanged("K%02d".formatted(i), "第" + i + "类", null, 1, true, from));
            for (int j = 0; j < SUBCATEGORIES; j++) {
                events.add(new CategoryChanged(
                        "K%02d%02d".formatted(i, j), "第" + i + "类" + j, "K%02d".formatted(i), 2, true, from));
            }
        }
        return events;
    }

    /** How many cases are not registered yet. */
    int left() {
        return left;
    }

    /** The next event; null after the last. */
    Happening next() {
        while (left > 0 && (coming.isEmpty() || coming.peek().at().isAfter(next))) {
            live(next);
            next = next.plus(gap);
            left--;
        }
        return coming.poll();
    }

    private void live(Instant registered) {
        UUID id = id();
        boolean onTheSpot = chance(33);
        var type = CaseType.values()[random.nextInt(5)];
        String category = "K%02d%02d".formatted(random.nextInt(CATEGORIES), random.nextInt(SUBCATEGORIES));
        String area = "A%03d".formatted(random.nextInt(AREAS));
        happens(
                registered,
                new CaseRegistered(
                        id,
                        "BENCH-" + happenings,
                        onTheSpot ? IntakeOutcome.ANSWERED : IntakeOutcome.TO_DISPATCH,
                        CHANNELS.get(random.nextInt(CHANNELS.size())),
                        null,
                        type,
                        Urgency.ORDINARY,
                        "小区停水" + happenings,
                        TEXT,
                        category,
                        area,
                        "人民大街" + random.nextInt(3_000) + "号",
                        null,
                        id(),
                        chance(5) ? Anonymity.NO_CONTACT : Anonymity.NAMED,
                        true,
                        null,
                        null,
                        null,
                        registered,
                        null,
                        null,
                        null,
                        null));
        if (onTheSpot) {
            happens(registered, new CaseAnsweredDirectly(id, "已告知", AnsweredBy.AGENT, null, registered));
            happens(registered, new CaseClosed(id, CloseReason.NOT_CALLED, 0, registered));
            return;
        }
        String unit = unit(random.nextInt(units));
        var end = round(id, 1, unit, category, area, registered.plusSeconds(1));
        if (end != null && chance(4)) {
            round(id, 2, unit, category, area, end.plusSeconds(60));
        }
    }

    private Instant round(UUID id, int round, String unit, String category, String area, Instant at) {
        UUID order = id();
        happens(
                at,
                new CaseDispatched(
                        id,
                        order,
                        round,
                        round == 1 ? DispatchCause.FIRST : DispatchCause.REWORK,
                        unit,
                        List.of(),
                        category,
                        area,
                        DecidedBy.CATALOGUE,
                        "派单目录",
                        null,
                        null,
                        null,
                        at,
                        List.of(),
                        0));
        Instant signDue = at.plus(Duration.ofHours(24));
        Instant due = at.plus(Duration.ofDays(5 + random.nextInt(6)));
        deadline(id, order, round, DeadlineKind.SIGN, unit, at, signDue);
        deadline(id, order, round, DeadlineKind.REPLY, unit, at, due);
        Instant signed = at.plusSeconds(600 + random.nextInt(chance(90) ? 70_000 : 200_000));
        happens(signed, new WorkOrderSigned(id, order, unit, "handler-" + unit, signed));
        happens(signed, new DeadlineMet(id, id(), order, round, DeadlineKind.SIGN, unit, signDue, signed));
        if (chance(5)) {
            return null;
        }
        long time = Duration.between(signed, due).toSeconds();
        Instant replied = chance(88)
                ? signed.plusSeconds(1 + random.nextLong(Math.max(2, time - 4)))
                : due.plusSeconds(random.nextInt(600_000));
        UUID reply = id();
        happens(
                replied.minusSeconds(3),
                new ReplySubmitted(
                        id, order, reply, unit, Disposition.RESOLVED, WorkOrderState.REPLY_IN_REVIEW, "h", replied));
        happens(
                replied.minusSeconds(2),
                new ReplyReviewed(
                        id,
                        order,
                        reply,
                        unit,
                        ReviewStep.REVIEW,
                        true,
                        null,
                        WorkOrderState.REPLY_IN_SIGN_OFF,
                        "r",
                        replied,
                        null));
        happens(
                replied.minusSeconds(1),
                new ReplyReviewed(
                        id,
                        order,
                        reply,
                        unit,
                        ReviewStep.SIGN_OFF,
                        true,
                        null,
                        WorkOrderState.REPLIED,
                        "l",
                        replied,
                        null));
        happens(
                replied,
                new ReplyIssued(
                        id,
                        order,
                        reply,
                        round,
                        unit,
                        Disposition.RESOLVED,
                        REPLY,
                        "办理规则第十二条",
                        replied,
                        null,
                        "h",
                        replied));
        happens(replied, new DeadlineMet(id, id(), order, round, DeadlineKind.REPLY, unit, due, replied));
        happens(
                replied,
                new CitizenInformed(id, id(), order, round, unit, NoticeChannel.UNIT_CALL, chance(95), replied));
        Instant called = replied.plusSeconds(7_200 + random.nextInt(90_000));
        boolean reached = chance(80);
        var grade = chance(85) ? Satisfaction.SATISFIED : Satisfaction.DISSATISFIED;
        happens(
                called,
                new CallbackCompleted(
                        id,
                        id(),
                        order,
                        round,
                        unit,
                        SurveyInstrument.AGENT,
                        reached ? CallbackOutcome.ANSWERED : CallbackOutcome.NO_ANSWER,
                        reached ? true : null,
                        reached ? grade == Satisfaction.SATISFIED : null,
                        reached ? grade : null,
                        null,
                        null,
                        null,
                        false,
                        called));
        if (reached && grade == Satisfaction.DISSATISFIED && round == 1) {
            happens(
                    called,
                    new ReworkOrdered(
                            id, id(), order, round, unit, ReworkCause.DISSATISFIED, "未解决", "system", called, null));
        } else {
            happens(called, new CaseClosed(id, CloseReason.SATISFIED, round, called));
        }
        return called;
    }

    private void deadline(UUID id, UUID order, int round, DeadlineKind kind, String unit, Instant from, Instant due) {
        happens(
                from,
                new DeadlineSet(
                        id, id(), order, round, kind, unit, from, due, null, null, false, 1, "default", 1, 1, 5, null,
                        List.of(), from, null, null));
    }

    private void happens(Instant at, CaseEvent event) {
        coming.add(new Happening(at, happenings++, event));
    }

    /** Ordered by the time of the registration, as the ids of the services are by theirs. */
    private UUID id() {
        return new UUID(
                next.toEpochMilli() << 16 | 0x7000L | random.nextInt(1 << 12),
                random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
