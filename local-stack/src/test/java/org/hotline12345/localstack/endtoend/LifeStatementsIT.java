package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.play.CasePlayer;
import org.hotline12345.localstack.stack.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How many statements one life of a case takes in the databases of all four services, from its registration to its closing, where
 * many lives go together: commands that come at the same time are written together, and so is what is heard of them.
 *
 * <p>What the services ask again and again whether anything happens or not is taken off by its name: the relay's look into the outbox, the
 * sequencer of the feed, timers. These names are learned while nothing happens.
 */
@ExtendWith(SharedSuite.class)
class LifeStatementsIT {
    private static final int LIVES = 96;
    private static final double MOST = 20;

    /** So long nothing happens, and what is asked so often then is polling. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private static final int OFTEN = 3;

    private record Statement(String service, String query) {
        /** It says nothing of what it is for: so many of them go off as polling has when nothing happens. */
        boolean isFrame() {
            return query.matches("(?i)begin|commit|start transaction.*");
        }
    }

    private static CasePlayer player;

    @Test
    void a_life_takes_few_statements_where_many_go_together() throws SQLException {
        player = new CasePlayer(SharedSuite.client());
        live(4);
        try (var database = SharedSuite.stack().database(Part.INTAKE)) {
            Pause.millis(3_000);
            var beforeIdle = calls(database);
            Pause.millis(IDLE.toMillis());
            var idle = since(beforeIdle, calls(database));
            var before = calls(database);
            live(LIVES);
            var all = since(before, calls(database));

            var own = withoutPolling(all, idle);
            double each = own.values().stream().mapToDouble(calls -> calls).sum() / LIVES;
            String table = table(own, each);
            System.out.println(table);
            assertThat(each).as(table).isLessThanOrEqualTo(MOST);
        }
    }

    /** So many cases from the registration to the closing; each step of all at once. */
    private static void live(int cases) {
        var caseIds = each(
                IntStream.range(0, cases).boxed().toList(),
                number -> player.register(
                                registration(number), UUID.randomUUID().toString())
                        .thenApply(answer -> answer.text("caseId")));
        var orders = await("orders of all")
                .atMost(Desks.PATIENCE)
                .until(() -> orders(caseIds), found -> found.size() == cases);
        var all = List.copyOf(orders.entrySet());
        each(all, order -> player.unit(order.getValue()).sign(order.getKey()));
        var replies = each(
                all,
                order -> player.unit(order.getValue())
                        .reply(
                                order.getKey(),
                                Map.of(
                                        "disposition",
                                        "RESOLVED",
                                        "text",
                                        "路灯已更换灯具并恢复照明，维修人员已现场告知，联系电话12345。" + order.getKey(),
                                        "contactedAt",
                                        Instant.now().toString()))
                        .thenApply(answer -> Map.entry(player.unit(order.getValue()), answer)));
        each(replies, reply -> reply.getKey().approve(reply.getValue()));
        callBack(caseIds);
        await("all are closed and all services know it")
                .atMost(Desks.PATIENCE)
                .until(() -> open(caseIds), open -> open == 0);
    }

    private static <T, R> List<R> each(List<T> all, Function<T, CompletableFuture<R>> step) {
        var under = all.stream().map(step).toList();
        return under.stream().map(CompletableFuture::join).toList();
    }

    private static Map<String, Object> registration(int number) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("channel", "PHONE");
        body.put("type", "COMPLAINT");
        body.put("urgency", "ORDINARY");
        body.put("title", "第" + number + "号路灯不亮");
        body.put("text", "编号" + UUID.randomUUID() + "的路灯从上周开始不亮，请派人维修");
        body.put("category", "C010204");
        body.put("area", "220173");
        body.put("anonymity", "NAMED");
        body.put("citizen", Map.of("name", "测试人", "phone", String.format("1991%07d", System.nanoTime() % 10_000_000)));
        return body;
    }

    /** Units by order, asked where the services do not count it. */
    private static Map<String, String> orders(List<String> caseIds) throws SQLException {
        var found = new LinkedHashMap<String, String>();
        try (var connection = SharedSuite.stack().database(Part.DISPATCH);
                var statement =
                        connection.prepareStatement("select id::text, unit from work_order where case_id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("uuid", caseIds.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return found;
    }

    private static long open(List<String> caseIds) throws SQLException {
        long open = 0;
        for (var table : Map.of(
                        Part.INTAKE, "case_state",
                        Part.DISPATCH, "registered_case",
                        Part.FOLLOWUP, "case_file",
                        Part.ASSESSMENT, "case_fact")
                .entrySet()) {
            try (var connection = SharedSuite.stack().database(table.getKey());
                    var statement = connection.prepareStatement("select count(*) from " + table.getValue()
                            + " where case_id = any(?) and course not like '%end=CLOSED%'")) {
                statement.setArray(1, connection.createArrayOf("uuid", caseIds.toArray()));
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    open += rows.getLong(1);
                }
            }
        }
        return open;
    }

    private static void callBack(List<String> caseIds) {
        var caller = player.caller("回访员-01");
        var claimed = new ArrayList<String>();
        await("callbacks of all").atMost(Desks.PATIENCE).until(() -> {
            caller.claim(50).join().forEach(callback -> {
                if (caseIds.contains(callback.path("caseId").asText())) {
                    claimed.add(callback.path("id").asText());
                }
            });
            return claimed.size() == caseIds.size();
        });
        each(claimed, callback -> caller.result(callback, CasePlayer.SATISFIED));
    }

    /** Statements of the services' own users so far, and of nobody else. */
    private static Map<Statement, Double> calls(Connection database) throws SQLException {
        var calls = new HashMap<Statement, Double>();
        try (var statement = database.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            try (var rows = statement.executeQuery("""
                    select d.datname, regexp_replace(s.query, '\\s+', ' ', 'g') as query, sum(s.calls) as calls
                    from pg_stat_statements s
                    join pg_database d on d.oid = s.dbid
                    join pg_roles r on r.oid = s.userid
                    where d.datname = r.rolname
                    group by 1, 2
                    """)) {
                while (rows.next()) {
                    calls.put(
                            new Statement(rows.getString("datname"), rows.getString("query")), rows.getDouble("calls"));
                }
            }
        }
        return calls;
    }

    private static Map<Statement, Double> since(Map<Statement, Double> before, Map<Statement, Double> now) {
        var since = new HashMap<Statement, Double>();
        now.forEach((statement, calls) -> {
            double more = calls - before.getOrDefault(statement, 0d);
            if (more > 0) {
                since.put(statement, more);
            }
        });
        return since;
    }

    private static Map<Statement, Double> withoutPolling(Map<Statement, Double> all, Map<Statement, Double> idle) {
        var own = new HashMap<Statement, Double>();
        all.forEach((statement, calls) -> {
            if (statement.isFrame()) {
                double polls = polls(statement.service(), all, idle);
                double each = idle.getOrDefault(statement, 0d) / Math.max(1, polls(statement.service(), idle, idle));
                own.put(statement, Math.max(0, calls - polls * each));
            } else if (!isPolling(statement, idle)) {
                own.put(statement, calls);
            }
        });
        return own;
    }

    private static double polls(String service, Map<Statement, Double> of, Map<Statement, Double> idle) {
        return of.entrySet().stream()
                .filter(entry -> entry.getKey().service().equals(service) && isPolling(entry.getKey(), idle))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static boolean isPolling(Statement statement, Map<Statement, Double> idle) {
        return !statement.isFrame() && idle.getOrDefault(statement, 0d) >= OFTEN;
    }

    private static String table(Map<Statement, Double> own, double each) {
        var table = new StringBuilder("%.2f statements a life, %d lives together%n".formatted(each, LIVES));
        for (Part service : Part.services()) {
            var of = own.entrySet().stream()
                    .filter(entry -> entry.getKey().service().equals(service.code()))
                    .sorted(Map.Entry.<Statement, Double>comparingByValue().reversed())
                    .toList();
            double sum = of.stream().mapToDouble(Map.Entry::getValue).sum();
            table.append("%-12s %6.2f%n".formatted(service.code(), sum / LIVES));
            of.stream()
                    .filter(entry -> entry.getValue() >= 1)
                    .forEach(entry -> table.append("  %6.3f  %.150s%n"
                            .formatted(entry.getValue() / LIVES, entry.getKey().query())));
        }
        return table.toString();
    }
}
