package org.hotline12345.intake.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.intake.similarity.model.CaseSimilarity;
import org.hotline12345.testing.RealData;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** How many cases a registration looks at and compares: bounded whatever words everybody uses. */
@QuarkusTest
class CandidatesTest extends IntakeTest {
    private static final Logger LOG = Logger.getLogger(CandidatesTest.class);
    /** Columns of the real messages. */
    private static final int TITLE = 2;

    private static final int TEXT = 4;
    private static final int HASHES = CaseSimilarity.TITLE_HASHES + CaseSimilarity.TEXT_BANDS + 1;
    private static final String COUNTS =
            "with " + SimilarCases.similar("$1", "$2::text", "$6", "$7", "$8", "select null::uuid", 3) + """

            select (select count(*) from likely) as looked_at,
              (select count(*) from compared) as compared,
              (select count(*) from alike) as alike
            """;

    @Inject
    SimilarCases duplicates;

    @Inject
    Transactions transactions;

    @Inject
    ForgetClosedCases forget;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Test
    void the_cost_of_a_look_does_not_grow_with_the_number_of_cases_that_share_its_words() {
        String area = "220181";
        var cases = new ArrayList<SimilarCases.RegisteredText>();
        for (int i = 0; i < 300; i++) {
            cases.add(told(area, "反映小区物业问题", "二零二六年第" + i + "次说" + "水电气暖路灯车位电梯垃圾".charAt(i % 12) + UUID.randomUUID()));
        }
        write(cases);

        Row counts = look(area, "反映小区物业问题", "楼上半夜装修，打电话给物业没有人管，孩子第二天要考试");

        assertThat(counts.getLong("looked_at")).isBetween(20L, HASHES * 5L);
        assertThat(counts.getLong("compared")).isLessThanOrEqualTo(6);
    }

    @Test
    void a_matter_that_many_report_is_found_although_all_share_its_words() {
        String area = "220182";
        String text = "昨天晚上开始整个片区都没有暖气，室内只有十二度，老人和孩子都冻感冒了，供热公司说在抢修但是没有说几点能好";
        var cases = new ArrayList<SimilarCases.RegisteredText>();
        for (int i = 0; i < 40; i++) {
            cases.add(told(area, "片区停暖" + i, text));
        }
        write(cases);

        Row counts = look(area, "没有暖气", text + "，请尽快");

        assertThat(counts.getLong("alike")).isEqualTo(5);
    }

    @Test
    void of_real_messages_few_are_compared_and_hardly_any_is_alike_without_reason() throws IOException {
        Path file = RealData.file("messages-with-replies.csv");
        var messages = rows(Files.readString(file)).stream()
                .skip(1)
                .map(row -> told("220183", row.get(TITLE), row.get(TEXT)))
                .toList();
        long lookedAt = 0;
        long compared = 0;
        long alike = 0;
        long most = 0;
        for (int from = 0; from < messages.size(); from += 100) {
            var some = messages.subList(from, Math.min(messages.size(), from + 100));
            for (var each : some) {
                Row counts = look(each.area(), each.title(), each.text());
                lookedAt += counts.getLong("looked_at");
                compared += counts.getLong("compared");
                alike += counts.getLong("alike");
                most = Math.max(most, counts.getLong("looked_at"));
            }
            write(some);
        }
        double all = messages.size();
        LOG.infof(
                "%d registrations: %.1f looked at, at most %d; %.2f compared; %.3f alike",
                messages.size(), lookedAt / all, most, compared / all, alike / all);
        assertThat(compared / all).isLessThan(3);
        assertThat(alike / all).isBetween(0.02, 0.1);
        assertThat(most).isLessThanOrEqualTo(HASHES * 5L);
    }

    @Test
    void closed_cases_are_forgotten_after_a_while_and_open_ones_are_not() {
        String area = "220184";
        String text = "门前的井盖" + UUID.randomUUID() + "缺了一块，晚上骑车的人看不见，上周已经摔了两个，社区放了一个桩子又被风吹走";
        var closed = told(area, "井盖缺损", text);
        var open = told(area, "井盖缺损", text);
        write(List.of(closed, open));
        state(closed.caseId(), "CLOSED");
        state(open.caseId(), "DISPATCHED");
        assertThat(bands(closed)).isEqualTo(HASHES);

        int before = forget.before(now.minus(1, ChronoUnit.DAYS)).await().atMost(Duration.ofSeconds(10));
        assertThat(bands(closed))
                .as("not old enough, %s others forgotten", before)
                .isEqualTo(HASHES);
        assertThat(forget.before(now.plusSeconds(1)).await().atMost(Duration.ofSeconds(10)))
                .isPositive();

        assertThat(bands(closed)).isZero();
        assertThat(bands(open)).isEqualTo(HASHES);
        assertThat(look(area, "井盖缺损", text).getLong("alike")).isEqualTo(1);
        assertThat(rows("select 1 from hotline_case where case_id = $1", closed.caseId()))
                .hasSize(1);
    }

    /** Rows of a CSV text. */
    private static List<List<String>> rows(String csv) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || c != ',' && c != '\n' && c != '\r') {
                cell.append(c);
            } else if (c != '\r') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            }
        }
        return rows;
    }

    private long bands(SimilarCases.RegisteredText told) {
        return rows("select 1 from likeness_band where case_id = $1", told.caseId())
                .size();
    }

    private Row look(String area, String title, String text) {
        var values = new ArrayList<>(duplicates.arguments(duplicates.of(area, title, text), now));
        values.add(title);
        values.add(null);
        values.add(area);
        return Sql.on(pool).first(COUNTS, values.toArray()).await().atMost(Duration.ofSeconds(10));
    }

    private SimilarCases.RegisteredText told(String area, String title, String text) {
        return new SimilarCases.RegisteredText(UuidV7.next(), area, title, text, now);
    }

    private void state(UUID caseId, String status) {
        Sql.on(pool).update("""
                        insert into case_state (case_id, course, status, stream_status, imported, live, registered_at,
                          last_event_at)
                        values ($1, 'REGISTERED', $2, $2, false, true, $3, $3)
                        """, caseId, status, now).await().atMost(Duration.ofSeconds(5));
    }

    private void write(List<SimilarCases.RegisteredText> cases) {
        transactions
                .inTransaction(session -> Sql.on(session)
                        .update(
                                """
                                insert into hotline_case (case_id, case_number, outcome, channel, type, urgency, title, text, area,
                                  citizen_ref, anonymity, contactable, registered_at, registered_by, imported)
                                select case_id, 'C' || case_id, 'TO_DISPATCH', 'PHONE', 'HELP', 'ORDINARY', title, text, area,
                                  gen_random_uuid(), 'NAMED', false, $5, 'test', true
                                from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as t (case_id, title, text, area)
                                """,
                                cases.stream()
                                        .map(SimilarCases.RegisteredText::caseId)
                                        .toArray(UUID[]::new),
                                cases.stream()
                                        .map(SimilarCases.RegisteredText::title)
                                        .toArray(String[]::new),
                                cases.stream()
                                        .map(SimilarCases.RegisteredText::text)
                                        .toArray(String[]::new),
                                cases.stream()
                                        .map(SimilarCases.RegisteredText::area)
                                        .toArray(String[]::new),
                                now)
                        .invoke(() -> duplicates.index(transactions.atClose(session), cases)))
                .await()
                .atMost(Duration.ofSeconds(30));
    }
}
