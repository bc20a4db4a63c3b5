package org.hotline12345.intake.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Registrations that come at the same time. A lock on the table of cases holds the first transactions up, so that the others
 * are written together when it is released.
 */
@QuarkusTest
class RegistrationsTogetherTest extends IntakeTest {
    private static final int CALLERS = 24;

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    // of letters: a run of digits might look like a number that is masked
    private final String mark = UUID.randomUUID().toString().replaceAll("[0-9-]", "") + "份";
    private SqlConnection lock;

    @AfterEach
    void release() {
        unlock();
        callers.shutdownNow();
    }

    @Test
    void they_share_transactions_and_each_gets_its_own_case() {
        lock();
        var answers =
                IntStream.range(0, CALLERS).mapToObj(i -> call(draft(mark + i))).toList();
        awaitHeldUp();

        assertThat(answers).as("nobody is answered before the commit").noneMatch(CompletableFuture::isDone);
        unlock();

        for (int i = 0; i < CALLERS; i++) {
            Response answer = answers.get(i).join();
            assertThat(answer.statusCode()).isEqualTo(201);
            UUID id = UUID.fromString(answer.path("caseId"));
            assertThat(answer.header("Location")).endsWith(id.toString());
            view(id).then().statusCode(200);
            CaseRegistered event = probe.await(id, CaseRegistered.class).as(CaseRegistered.class);
            assertThat(event.title()).isEqualTo(mark + i);
            assertThat(event.caseNumber()).isEqualTo(answer.<String>path("caseNumber"));
        }
        assertThat(answers.stream()
                        .map(a -> a.join().<String>path("caseNumber"))
                        .distinct())
                .hasSize(CALLERS);
        assertThat(rows("select distinct xmin::text from hotline_case where title like $1", mark + "%"))
                .as("transactions")
                .hasSizeLessThan(CALLERS / 2);
    }

    @Test
    void the_same_key_twice_in_a_group_makes_one_case_and_another_body_is_refused() {
        String key = UUID.randomUUID().toString();
        String phone = phone();
        var told = draft(mark + "same");
        told.put("citizen", Map.of("phone", phone));
        var other = draft(mark + "other");
        lock();
        var first = Stream.generate(() -> call(draft(mark))).limit(2).toList();
        awaitHeldUp();
        var same = Stream.generate(() -> call(key, told)).limit(6).toList();
        var others = Stream.generate(() -> call(key, other)).limit(2).toList();
        var sameCaller = draft(mark + "caller");
        sameCaller.put("citizen", Map.of("phone", phone));
        var caller = call(sameCaller);
        awaitCalls(11);
        unlock();

        assertThat(first).allMatch(a -> a.join().statusCode() == 201);
        var answered = Stream.concat(same.stream(), others.stream())
                .map(CompletableFuture::join)
                .toList();
        assertThat(answered).allMatch(a -> a.statusCode() == 201 || a.statusCode() == 422);
        var cases = answered.stream()
                .filter(a -> a.statusCode() == 201)
                .map(Response::asString)
                .distinct()
                .toList();
        assertThat(cases).hasSize(1);
        assertThat(answered.stream().filter(a -> a.statusCode() == 422).map(a -> a.<String>path("type")))
                .isNotEmpty()
                .allMatch(type -> type.endsWith("/idempotency-key-reused"));
        assertThat(rows("select 1 from hotline_case where title in ($1, $2)", mark + "same", mark + "other"))
                .hasSize(1);
        assertThat(rows("select 1 from idempotency where key = $1", key)).hasSize(1);
        assertThat(caller.join().statusCode()).isEqualTo(201);
        assertThat(rows("""
                        select distinct citizen_ref
                        from hotline_case
                        where title in ($1, $2)
                          and contactable
                        """, mark + "same", mark + "caller")).hasSize(1);
    }

    @Test
    void a_case_that_the_database_refuses_leaves_the_others() {
        Sql.on(pool)
                .update("alter table hotline_case add constraint refused_in_test check (title not like '%refuse-me%')")
                .await()
                .atMost(Duration.ofSeconds(10));
        try {
            lock();
            var first = Stream.generate(() -> call(draft(mark))).limit(2).toList();
            awaitHeldUp();
            var good = new ArrayList<CompletableFuture<Response>>();
            IntStream.range(0, 5).forEach(i -> good.add(call(draft(mark + i))));
            var bad = call(draft(mark + "refuse-me"));
            IntStream.range(5, 10).forEach(i -> good.add(call(draft(mark + i))));
            awaitCalls(13);
            unlock();

            assertThat(first).allMatch(a -> a.join().statusCode() == 201);
            assertThat(good).allMatch(a -> a.join().statusCode() == 201);
            assertThat(bad.join().statusCode()).isEqualTo(500);
            assertThat(rows("select 1 from hotline_case where title like $1", mark + "%"))
                    .hasSize(12);
        } finally {
            unlock();
            Sql.on(pool)
                    .update("alter table hotline_case drop constraint refused_in_test")
                    .await()
                    .atMost(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_database_that_breaks_off_stores_nothing_and_the_same_keys_succeed_later() {
        var keys = Stream.generate(() -> UUID.randomUUID().toString()).limit(12).toList();
        lock();
        var answers = keys.stream().map(key -> call(key, draft(mark))).toList();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            rows("""
                    select pg_terminate_backend(pid)
                    from pg_locks
                    where relation = 'hotline_case'::regclass
                      and not granted
                    """);
            return answers.stream().allMatch(CompletableFuture::isDone);
        });
        unlock();

        assertThat(answers).allMatch(a -> a.join().statusCode() == 503);
        assertThat(rows("select 1 from hotline_case where title = $1", mark)).isEmpty();
        assertThat(rows("select 1 from idempotency where key = any($1)", (Object) keys.toArray(String[]::new)))
                .isEmpty();
        var again = keys.stream().map(key -> call(key, draft(mark))).toList();
        assertThat(again).allMatch(a -> a.join().statusCode() == 201);
        assertThat(rows("select 1 from hotline_case where title = $1", mark)).hasSize(12);
    }

    private CompletableFuture<Response> call(Map<String, Object> draft) {
        return call(UUID.randomUUID().toString(), draft);
    }

    private CompletableFuture<Response> call(String key, Map<String, Object> draft) {
        return CompletableFuture.supplyAsync(
                () -> as("agent").header("Idempotency-Key", key).body(draft).post("/api/v1/cases"), callers);
    }

    private void lock() {
        lock = pool.getConnection().await().atMost(Duration.ofSeconds(10));
        lock.query("begin").execute().await().atMost(Duration.ofSeconds(10));
        lock.query("lock table hotline_case in share mode").execute().await().atMost(Duration.ofSeconds(10));
    }

    private void unlock() {
        if (lock != null) {
            lock.query("rollback").execute().await().atMost(Duration.ofSeconds(10));
            lock.close().await().atMost(Duration.ofSeconds(10));
            lock = null;
        }
    }

    private void awaitHeldUp() {
        Awaitility.await("a transaction waits for the lock")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !rows("select 1 from pg_locks where relation = 'hotline_case'::regclass and not granted")
                        .isEmpty());
    }

    /** Waits until so many requests are in the service. */
    private static void awaitCalls(int count) {
        Awaitility.await("requests in the service")
                .atMost(Duration.ofSeconds(20))
                .until(() -> as("operator")
                        .accept("text/plain")
                        .get("/q/metrics")
                        .asString()
                        .lines()
                        .filter(line -> line.startsWith("hotline_http_in_flight"))
                        .anyMatch(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) >= count));
    }
}
