package org.hotline12345.intake.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.intake.IntakeTest;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures the look for duplicates among many cases, at a tenth of them and at all; run it alone on a quiet machine:
 * {@code -Dtest=DuplicateSearchTest -Dhotline.measure=1000000}. The cases are invented, a year of them: a matter, a road, a house
 * number, some words of their own; most share agents' phrases, every twentieth text is told again with a few words changed.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "hotline.measure", matches = "\\d+")
class DuplicateSearchTest extends IntakeTest {
    private static final Logger LOG = Logger.getLogger(DuplicateSearchTest.class);
    private static final int BATCH = 2_000;
    private static final int LOOKS = 400;
    private static final List<String> AREAS = List.of(
            "220102", "220103", "220104", "220105", "220106", "220112", "220113", "220171", "220172", "220173",
            "220174");
    private static final String[] MATTERS = {
        "停水", "暖气不热", "停电", "路灯不亮", "占道经营", "垃圾清运", "公交晚点", "物业乱收费", "施工噪音", "拖欠工资", "社保断缴", "违章停车", "井盖破损", "油烟扰民",
        "电梯故障"
    };
    private static final String[] ROADS = {
        "人民大街", "自由大路", "解放大路", "同志街", "延安大街", "卫星路", "东盛大街", "吉林大路", "亚泰大街", "红旗街", "西安大路", "前进大街", "硅谷大街", "光谷大街",
        "南环城路"
    };

    @Inject
    SimilarCases duplicates;

    @Inject
    Transactions transactions;

    private final SplittableRandom random = new SplittableRandom(12);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final List<String[]> told = new ArrayList<>();

    @Test
    void the_look_takes_no_longer_among_ten_times_as_many_cases() {
        int all = Integer.getInteger("hotline.measure");
        int tenth = all / 10;
        double writing = write(tenth);
        double small = look(tenth);
        writing += write(all - tenth);
        double large = look(all);
        LOG.infof("Written and indexed %d cases: %.0f us a case", all, writing / all * 1e6);
        LOG.infof("95%% of the looks within %.2f ms among %d, %.2f ms among %d", small, tenth, large, all);
        assertThat(large).isLessThan(20);
        assertThat(large).isLessThan(small * 4 + 2);
    }

    /** 95th percentile in milliseconds. */
    private double look(int cases) {
        Sql.on(pool)
                .update("analyze hotline_case, likeness_band, case_likeness")
                .await()
                .indefinitely();
        for (int i = 0; i < 50; i++) {
            find(next());
        }
        long[] nanos = new long[LOOKS];
        int found = 0;
        for (int i = 0; i < LOOKS; i++) {
            String[] one = i % 2 == 0 ? next() : again(told.get(random.nextInt(told.size())));
            long from = System.nanoTime();
            var candidates = find(one);
            nanos[i] = System.nanoTime() - from;
            if (i % 2 == 1 && candidates.stream().anyMatch(c -> c.textSimilarity() > 0.5)) {
                found++;
            }
        }
        Arrays.sort(nanos);
        LOG.infof(
                "%d cases: median %.2f ms, 95%% %.2f ms, longest %.2f ms; %d of %d repeats found",
                cases, nanos[LOOKS / 2] / 1e6, nanos[LOOKS * 95 / 100] / 1e6, nanos[LOOKS - 1] / 1e6, found, LOOKS / 2);
        assertThat(found).isGreaterThan(LOOKS / 2 * 8 / 10);
        return nanos[LOOKS * 95 / 100] / 1e6;
    }

    private List<SimilarCases.Candidate> find(String[] one) {
        return duplicates.find(one[1], one[2], null, one[0], null).await().atMost(Duration.ofSeconds(10));
    }

    /** Area, title, text. */
    private String[] next() {
        String matter = MATTERS[random.nextInt(MATTERS.length)];
        String place = ROADS[random.nextInt(ROADS.length)] + (1 + random.nextInt(3_000)) + "号";
        return new String[] {
            AREAS.get(random.nextInt(AREAS.size())),
            place + matter + "问题",
            "来电人反映：" + place + "附近" + matter + "，" + words(40) + "，周围约有" + (5 + random.nextInt(400)) + "户居民受到影响，"
                    + words(30) + "，希望相关部门尽快处理，给予答复，谢谢"
        };
    }

    /** The same told again by somebody else, with another title and some other words. */
    private String[] again(String[] one) {
        int at = 20 + random.nextInt(Math.max(1, one[2].length() - 40));
        return new String[] {
            one[0], "再次反映" + words(5), "您好，" + one[2].substring(0, at) + words(4) + one[2].substring(at + 4)
        };
    }

    private String words(int letters) {
        var out = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            // two thousand common characters, the low ones more often
            out.appendCodePoint(0x4E00 + (int) (2_000 * random.nextDouble() * random.nextDouble()));
        }
        return out.toString();
    }

    private double write(int number) {
        double seconds = 0;
        for (int done = 0; done < number; done += BATCH) {
            int size = Math.min(BATCH, number - done);
            var ids = new UUID[size];
            var numbers = new String[size];
            var titles = new String[size];
            var texts = new String[size];
            var areas = new String[size];
            var times = new OffsetDateTime[size];
            var cases = new ArrayList<SimilarCases.RegisteredText>(size);
            for (int i = 0; i < size; i++) {
                String[] one = random.nextInt(20) == 0 && !told.isEmpty()
                        ? again(told.get(random.nextInt(told.size())))
                        : next();
                Instant at = now.minusSeconds(random.nextLong(365L * 86_400));
                ids[i] = UuidV7.next();
                numbers[i] = "M" + ids[i];
                areas[i] = one[0];
                titles[i] = one[1];
                texts[i] = one[2];
                times[i] = at.atOffset(ZoneOffset.UTC);
                cases.add(new SimilarCases.RegisteredText(ids[i], one[0], one[1], one[2], at));
                if (at.isAfter(now.minus(Duration.ofDays(25))) && told.size() < 5_000) {
                    told.add(one);
                }
            }
            long from = System.nanoTime();
            transactions
                    .inTransaction(session -> Sql.on(session)
                            .update("""
                                    insert into hotline_case (case_id, case_number, outcome, channel, type, urgency, title, text,
                                      area, citizen_ref, anonymity, contactable, registered_at, registered_by, imported)
                                    select case_id, number, 'TO_DISPATCH', 'PHONE', 'HELP', 'ORDINARY', title, text, area,
                                      gen_random_uuid(), 'NAMED', false, at, 'measure', true
                                    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
                                      as t (case_id, number, title, text, area, at)
                                    """, ids, numbers, titles, texts, areas, times)
                            .invoke(() -> duplicates.index(transactions.atClose(session), cases)))
                    .await()
                    .indefinitely();
            seconds += (System.nanoTime() - from) / 1e9;
        }
        return seconds;
    }
}
