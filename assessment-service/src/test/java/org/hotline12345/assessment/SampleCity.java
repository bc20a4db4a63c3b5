package org.hotline12345.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AreaChanged;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CategoryChanged;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.UnitChanged;
import org.hotline12345.testing.KafkaProbe;

/**
 * A small city with thirteen months of cases, the same at every start: units in three groups, areas and categories in trees. In the
 * last month the water office ({@link #WORSE}) answers late. Each database gets it once.
 */
@ApplicationScoped
public class SampleCity {
    public static final YearMonth LAST = YearMonth.of(2025, 5);

    /** The unit whose score falls in the last month. */
    public static final String WORSE = "S-WATER";

    private static final Instant BEFORE = Instant.parse("2020-01-01T00:00:00Z");
    private static final int MONTHS = 13;
    private static final int CASES_A_MONTH = 60;
    private static final List<String> UNITS =
            List.of("S-HOUSING", "S-WATER", "S-TRAFFIC", "S-NORTH", "S-SOUTH", "S-EAST", "S-POWER", "S-HEAT");
    private static final List<String> STREETS = List.of("990101", "990102", "990201", "990301", "990302");
    private static final List<String> CATEGORIES = List.of("S0101", "S0102", "S0201", "S0202", "S0301", "S0401");
    private static final List<String> CHANNELS = List.of("PHONE", "PHONE", "PHONE", "WEB", "APP", "POLICE_110");
    private static final List<CaseType> TYPES =
            List.of(CaseType.HELP, CaseType.HELP, CaseType.COMPLAINT, CaseType.CONSULTATION);

    private final Folding folding;
    private final OfficeCopy office;
    private boolean there;

    SampleCity(Folding folding, OfficeCopy office) {
        this.folding = folding;
        this.office = office;
    }

    /** Makes the city unless it is there already. */
    public synchronized void make() {
        if (there) {
            return;
        }
        tell();
        var random = new Random(12345);
        for (int month = MONTHS - 1; month >= 0; month--) {
            var events = new ArrayList<CaseEvent>();
            for (int i = 0; i < CASES_A_MONTH; i++) {
                life(random, LAST.minusMonths(month), events);
            }
            folding.fold(events);
        }
        there = true;
    }

    private void tell() {
        try (var kafka = KafkaProbe.open()) {
            var told = new ArrayList<HotlineEvent>(List.of(
                    unit("S-HOUSING", "市住房保障和房屋管理局", "市直部门"),
                    unit("S-WATER", "市水务局", "市直部门"),
                    unit("S-TRAFFIC", "市交通运输局", "市直部门"),
                    unit("S-NORTH", "北城区人民政府", "城区"),
                    unit("S-SOUTH", "南城区人民政府", "城区"),
                    unit("S-EAST", "东城区人民政府", "城区"),
                    unit("S-POWER", "国网供电公司", "公用企业"),
                    unit("S-HEAT", "市供热(集团)有限公司", "公用企业"),
                    unit("S-IDLE", "市档案馆", "市直部门"),
                    area("99", "示范市", List.of()),
                    area("9901", "北城区", List.of("99")),
                    area("9902", "南城区", List.of("99")),
                    area("9903", "东城区", List.of("99")),
                    area("990101", "胜利街道", List.of("9901")),
                    area("990102", "解放街道", List.of("9901")),
                    area("990201", "和平街道", List.of("9902")),
                    area("990301", "湖滨街道", List.of("9903")),
                    area("990302", "站前街道", List.of("9903")),
                    category("S01", "城乡建设", null, 1),
                    category("S0101", "供水", "S01", 2),
                    category("S0102", "供热", "S01", 2),
                    category("S02", "交通运输", null, 1),
                    category("S0201", "公共交通", "S02", 2),
                    category("S0202", "道路设施", "S02", 2),
                    category("S03", "劳动和社会保障", null, 1),
                    category("S0301", "劳动报酬", "S03", 2),
                    category("S04", "教育文体", null, 1),
                    category("S0401", "中小学教育", "S04", 2)));
            kafka.together(() -> told.forEach(event -> kafka.produce(event, Instant.now())));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> office.unit("S-IDLE").isPresent()
                        && office.area("990302").isPresent()
                        && office.category("S0401").isPresent()
                        && UNITS.stream().allMatch(code -> office.unit(code).isPresent())
                        && STREETS.stream().allMatch(code -> office.area(code).isPresent())
                        && CATEGORIES.stream()
                                .allMatch(code -> office.category(code).isPresent()));
    }

    private static void life(Random random, YearMonth month, List<CaseEvent> events) {
        var id = id(random);
        var at = month.atDay(1).atTime(1, 0).toInstant(ZoneOffset.UTC).plusSeconds(random.nextInt(20 * 86_400));
        String category = any(random, CATEGORIES);
        String area = any(random, STREETS);
        boolean onTheSpot = random.nextInt(100) < 12;
        events.add(Lives.registered(
                id,
                onTheSpot ? IntakeOutcome.ANSWERED : IntakeOutcome.TO_DISPATCH,
                at,
                any(random, CHANNELS),
                any(random, TYPES),
                category,
                area,
                Anonymity.NAMED,
                true));
        if (onTheSpot) {
            events.add(Lives.answeredDirectly(id, at));
            return;
        }
        String unit = any(random, UNITS);
        round(random, id, 1, unit, category, area, at, unit.equals(WORSE) && month.equals(LAST), events);
    }

    private static void round(
            Random random,
            UUID id,
            int round,
            String unit,
            String category,
            String area,
            Instant from,
            boolean late,
            List<CaseEvent> events) {
        var order = id(random);
        var due = from.plusSeconds(5 * 86_400);
        boolean inTime = random.nextInt(100) < (late ? 25 : 94);
        var finished = inTime ? from.plusSeconds(86_400 + random.nextInt(200_000)) : due.plusSeconds(20_000);
        events.add(new CaseDispatched(
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
                from,
                List.of(),
                0));
        events.add(Lives.deadline(id, order, round, DeadlineKind.SIGN, from.plusSeconds(28_800)));
        events.add(Lives.deadline(id, order, round, DeadlineKind.REPLY, due));
        events.add(Lives.signed(id, order, unit, from.plusSeconds(3_600 + random.nextInt(30_000))));
        events.add(Lives.replied(id, order, round, unit, finished));
        events.add(Lives.informed(
                id,
                order,
                round,
                unit,
                NoticeChannel.UNIT_CALL,
                random.nextInt(100) < 97,
                finished.plusSeconds(1_800)));
        var grade = random.nextInt(100) < 85 ? Satisfaction.SATISFIED : Satisfaction.DISSATISFIED;
        events.add(Lives.calledBack(id, id(random), order, round, unit, grade, finished.plusSeconds(7_200)));
    }

    private static UUID id(Random random) {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 2L << 62);
    }

    private static <T> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static UnitChanged unit(String code, String name, String group) {
        return Lives.unit(code, name, null, group);
    }

    private static AreaChanged area(String code, String name, List<String> parents) {
        return new AreaChanged(code, name, parents, false, List.of(), true, BEFORE);
    }

    private static CategoryChanged category(String code, String name, String parent, int level) {
        return new CategoryChanged(code, name, parent, level, true, BEFORE);
    }
}
