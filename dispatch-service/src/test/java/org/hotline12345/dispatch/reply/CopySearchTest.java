package org.hotline12345.dispatch.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.reply.model.ShippedWording.WORDING;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.dispatch.reply.model.Fingerprint;
import org.hotline12345.dispatch.reply.model.Reply.ReplyText;
import org.hotline12345.events.Disposition;
import org.hotline12345.testing.ProjectRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures that the search for replies alike does not grow with the history of the unit:
 * {@code -Dtest=CopySearchTest -Dhotline.measure=1000000} fills that many replies of one unit, a tenth first, a tenth of all
 * with the very bands searched for.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "hotline.measure", matches = "\\d+")
class CopySearchTest extends DispatchTest {
    private static final String TEXT = "经核查,3月12日主管道阀门损坏造成停水,我公司抢修队当晚更换阀门,次日早六点恢复供水。如有疑问请拨打服务热线0431-96665。";

    @Inject
    CheckReply checkReply;

    @Test
    void the_search_costs_the_same_after_ten_times_the_history() throws Exception {
        int replies = Integer.getInteger("hotline.measure");
        var order = dispatched(waterCase());
        var text = new ReplyText(Disposition.RESOLVED, TEXT, null, null, null);
        var report = new ArrayList<String>();
        var medians = new ArrayList<Double>();
        int filled = 0;
        for (int until : new int[] {replies / 10, replies}) {
            fill(filled, until);
            filled = until;
            var millis = new ArrayList<Double>();
            for (int i = 0; i < 600; i++) {
                long start = System.nanoTime();
                checkReply.check(order.workOrderId(), text, false).await().atMost(Duration.ofSeconds(20));
                millis.add((System.nanoTime() - start) / 1e6);
            }
            var warm = new ArrayList<>(millis.subList(200, 600));
            Collections.sort(warm);
            medians.add(warm.get(200));
            report.add("check with its look-up at %,d replies of one unit: p50 %.2f ms, p95 %.2f ms"
                    .formatted(until, warm.get(200), warm.get(380)));
        }
        var folder = ProjectRoot.find().resolve("dispatch-service/target/reply-quality");
        Files.createDirectories(folder);
        Files.write(folder.resolve("search.md"), report);
        assertThat(medians.get(1)).isLessThan(medians.get(0) * 3 + 1);
        update("delete from reply_fingerprint where case_id = '00000000-0000-0000-0000-000000000001'");
    }

    private void fill(int from, int to) {
        var wanted = new ArrayList<Long>();
        for (long band : Fingerprint.of(WORDING, TEXT).bands()) {
            wanted.add(band);
        }
        for (int start = from; start < to; start += 20_000) {
            update("""
                    insert into reply_fingerprint (unit, band, reply_id, case_id)
                    select $1,
                      case when n % 10 = 0 then ($4::bigint[])[b] else (random() * 9e18)::bigint end,
                      gen_random_uuid(),
                      '00000000-0000-0000-0000-000000000001'
                    from generate_series($2::int, $3::int - 1) as n
                    cross join generate_series(1, 8) as b
                    """, WATER, start, Math.min(start + 20_000, to), (Object) wanted.toArray(Long[]::new));
        }
        update("analyze reply_fingerprint");
    }

    private void update(String sql, Object... args) {
        Sql.on(pool).update(sql, args).await().atMost(Duration.ofMinutes(5));
    }
}
