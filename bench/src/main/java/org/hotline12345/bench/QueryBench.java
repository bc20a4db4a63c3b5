package org.hotline12345.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.history.model.ImportReport;
import org.hotline12345.localstack.stack.Progress;
import org.hotline12345.localstack.token.Identity;

/**
 * Times of the questions that people ask every day, on an installation with many cases. The cases are moved in as history
 * over the HTTP interfaces: a year of them, all dispatched and signed, half of them answered.
 */
record QueryBench(BenchStack bench, int seconds, int preload, Progress say, IntConsumer progress) {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final double TARGET_MILLIS = 50;
    private static final double ANSWERED = 0.5;
    private static final int AT_ONCE = 4;
    private static final int KINDS = 6;

    List<Figure> run() {
        RawLimit limit = RawLimit.usual(bench, say).measure();
        say.say("bench.preload");
        ImportReport loaded;
        Spending before = Spending.of(bench.stack());
        try (HotlineClient client = bench.client(64)) {
            loaded = new PastCases(new SampleCases(99, 18_000_000_000L))
                    .load(client, bench.stack(), preload, ANSWERED, progress);
        }
        List<Figure> cost = Spending.of(bench.stack()).since(before, loaded.registered(), "imported-case");
        limit.measure();
        RawDatabase raw = new RawDatabase(bench.stack(), 700, 1_100);
        raw.transactionsPerSecond(4, 2);
        double select = raw.selectMillis(3);
        raw.drop();
        List<Figure> figures = new ArrayList<>(ask(Double.isNaN(select) ? null : select));
        figures.add(Figure.plain("query.cases", loaded.registered(), "cases"));
        figures.add(Figure.plain("query.preload-seconds", loaded.seconds(), "s"));
        figures.add(Figure.plain("raw.select-by-key." + RawDatabase.tool(), select, "ms"));
        figures.addAll(limit.figures());
        figures.addAll(cost);
        return figures;
    }

    /**
     * Asks on the cases that are there.
     *
     * @param select Milliseconds of a raw look by key. May be null.
     */
    List<Figure> ask(Double select) {
        List<Figure> figures = new ArrayList<>();
        try (HotlineClient client = bench.client(AT_ONCE)) {
            double each = Math.max(2, seconds / (double) KINDS);
            var questions = questions(client);
            say.say("bench.warm");
            WarmUp.until(say, AT_ONCE, questions.values());
            say.say("bench.measure");
            questions.forEach((name, question) -> {
                double asked = Spending.cpu(bench.stack());
                ClosedLoop.Result result = ClosedLoop.run(AT_ONCE, each, question);
                double cpu = (Spending.cpu(bench.stack()) - asked)
                        / Math.max(1, result.durations().count());
                double p95 = result.durations().percentileMillis(95);
                figures.add(Figure.atMost("query." + name + ".p95", p95, "ms", select, TARGET_MILLIS));
                figures.add(Figure.plain(
                        "query." + name + ".p50", result.durations().percentileMillis(50), "ms"));
                figures.add(Figure.plain("query." + name + ".rate", result.perSecond(), "/s"));
                figures.add(Figure.plain("query." + name + ".cpu", cpu, "ms"));
            });
        }
        return figures;
    }

    private Map<String, Supplier<CompletableFuture<?>>> questions(HotlineClient client) {
        HotlineClient.As evaluator = client.as(Identity.of("bench-evaluator", "evaluator"));
        HotlineClient.As agent = client.as(Identity.of("bench-agent", "agent"));
        String month = YearMonth.from(LocalDate.now(SHANGHAI)).minusMonths(1).toString();
        JsonNode byUnit = evaluator
                .get(ServiceName.ASSESSMENT, "/indicators?by=unit&period=" + month)
                .join()
                .json()
                .path("items");
        List<String> units = new ArrayList<>();
        byUnit.forEach(row -> {
            if (row.path("dispatched").asLong() > 0) {
                units.add(row.path("key").asText());
            }
        });
        if (units.isEmpty()) {
            throw new IllegalStateException("no unit has cases in " + month);
        }
        List<String[]> known = knownCases(client);
        List<String> words = List.of("路灯不亮", "停水 人民大街", "暖气", "拖欠工资", "公交车次 亚泰大街", "施工噪音", "垃圾", "电梯");
        SplittableRandom random = new SplittableRandom(3);
        Map<String, Supplier<CompletableFuture<?>>> questions = new LinkedHashMap<>();
        questions.put(
                "indicators-by-unit",
                () -> evaluator.get(ServiceName.ASSESSMENT, "/indicators?by=unit&period=" + month));
        questions.put("ranking", () -> evaluator.get(ServiceName.ASSESSMENT, "/scores?period=" + month));
        questions.put(
                "unit-score",
                () -> evaluator.get(ServiceName.ASSESSMENT, "/scores/" + any(units, random) + "?period=" + month));
        questions.put(
                "case-search",
                () -> agent.get(
                        ServiceName.INTAKE, HotlineClient.query("/cases", "q", any(words, random), "limit", 20)));
        questions.put("work-order-list", () -> {
            String unit = any(units, random);
            return client.as(Identity.of("handler-" + unit, "unit-handler", unit))
                    .get(ServiceName.DISPATCH, "/units/" + unit + "/work-orders?state=SIGNED&limit=50");
        });
        questions.put("status", () -> {
            String[] one = any(known, random);
            return client.anonymous()
                    .get(ServiceName.INTAKE, HotlineClient.query("/public/cases/" + one[0], "code", one[1]));
        });
        return questions;
    }

    /** Numbers and query codes of cases registered just now, the last of many. */
    private static List<String[]> knownCases(HotlineClient client) {
        HotlineClient.As agent = client.as(Identity.of("bench-agent", "agent"));
        SampleCases cases = new SampleCases(4, 19_900_000_000L);
        List<String[]> known = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            JsonNode answer = agent.post(
                            ServiceName.INTAKE,
                            "/cases",
                            cases.next(),
                            UUID.randomUUID().toString())
                    .join()
                    .json();
            known.add(new String[] {
                answer.path("caseNumber").asText(), answer.path("queryCode").asText()
            });
        }
        return known;
    }

    private static <T> T any(List<T> all, SplittableRandom random) {
        synchronized (random) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
