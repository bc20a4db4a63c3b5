package org.hotline12345.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.embedded.Pause;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Progress;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.token.Identity;

/**
 * How fast cases are counted, and how fast the figures of very many of them are there. The events of fourteen months are written
 * straight into the topic; the assessment service reads them beside a raw consumer's rate in the same run; then evaluation staff ask,
 * four at once, while further events come in. PostgreSQL, Kafka and the assessment service are all that runs. In a folder that an
 * earlier run kept, its events are counted anew instead of writing others.
 */
final class AssessmentBench {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int UNITS = 2_000;
    private static final int MONTHS = 14;
    private static final int AT_ONCE = 4;
    private static final int EVENTS_A_SECOND = 200;
    private static final double MONTH_MILLIS = 50;
    private static final double YEAR_MILLIS = 200;
    private static final double SHARE_OF_RAW = 0.1;
    private static final Duration PATIENCE = Duration.ofHours(3);

    private static final String COUNTED = """
            select coalesce(sum(last + 1), 0)
            from generate_series(0, 11) as partition
            cross join lateral (
              select max(kafka_offset) as last
              from journal
              where topic = 'hotline.case-events'
                and kafka_partition = partition) journal
            """;

    /** How many cases are counted. */
    static final String CASES = """
            select count(*)
            from case_fact
            """;

    /** Whether anything is to be summed up: 0 or 1. */
    static final String TO_SUM_UP = """
            select count(*)
            from (
              select
              from summary_change
              limit 1) first
            """;

    private static final String SIZES = """
            select
              (select sum(pg_total_relation_size(relid)) from pg_partition_tree('journal')),
              pg_total_relation_size('case_fact') + pg_total_relation_size('round_fact')
                + pg_total_relation_size('survey_fact') + pg_total_relation_size('co_handling_fact'),
              pg_total_relation_size('summary')
            """;

    private final BenchStack bench;
    private final int seconds;
    private final int preload;
    private final Progress say;
    private final IntConsumer progress;
    private final List<Figure> figures = new ArrayList<>();
    private List<Figure> cost = List.of();

    AssessmentBench(BenchStack bench, int seconds, int preload, Progress say, IntConsumer progress) {
        this.bench = bench;
        this.seconds = seconds;
        this.preload = preload;
        this.say = say;
        this.progress = progress;
    }

    List<Figure> run() {
        Stack stack = bench.stack();
        RawLimit limit = RawLimit.usual(bench, say).measure();
        // the service makes the topics and its tables; it counts later
        stack.start(Part.ASSESSMENT);
        stack.stop(Part.ASSESSMENT);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (TopicWriter writer = new TopicWriter(stack)) {
            long written = written(stack);
            if (written == 0) {
                say.say("bench.assessment.preload");
                written = preload(writer, now);
            } else {
                forget(stack);
            }
            say.say("bench.raw");
            RawTopic raw = RawTopic.read(stack, Math.max(20, seconds));
            ingest(stack, written, raw);
            ask(writer, now);
        }
        figures.addAll(limit.measure().figures());
        figures.addAll(cost);
        return figures;
    }

    /** How many case events an earlier run wrote to the topic. */
    private static long written(Stack stack) {
        try (CaseTopic topic = new CaseTopic(stack, Map.of())) {
            return topic.length();
        }
    }

    private long preload(TopicWriter writer, Instant now) {
        Instant first = LocalDate.now(SHANGHAI)
                .withDayOfMonth(1)
                .minusMonths(MONTHS - 1L)
                .atStartOfDay(SHANGHAI)
                .toInstant();
        InventedStream stream = new InventedStream(11, UNITS, preload, first, now);
        for (OfficeEvent event : stream.office()) {
            writer.write(event, first);
        }
        long written = 0;
        for (var happening = stream.next();
                happening != null && !happening.at().isAfter(now);
                happening = stream.next()) {
            writer.write(happening.event(), happening.at());
            if (++written % 10_000 == 0) {
                progress.accept(preload - stream.left());
            }
        }
        writer.flush();
        progress.accept(preload);
        return written;
    }

    /** Lets the service begin again as if it had never counted. */
    private static void forget(Stack stack) {
        try (Connection database = stack.database(Part.ASSESSMENT);
                Statement statement = database.createStatement();
                Admin kafka =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafkaBootstrap()))) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public authorization " + Part.ASSESSMENT.code());
            kafka.deleteConsumerGroups(List.of(Part.ASSESSMENT.code())).all().get(1, TimeUnit.MINUTES);
        } catch (SQLException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot begin again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void ingest(Stack stack, long written, RawTopic raw) {
        say.say("bench.assessment.ingest");
        stack.start(Part.ASSESSMENT);
        try (Connection database = stack.database(Part.ASSESSMENT)) {
            await(() -> number(COUNTED) > 0);
            long begun = System.nanoTime();
            long already = number(COUNTED);
            Spending before = Spending.of(stack);
            long half = 0;
            long halfCounted = 0;
            for (long counted = already; counted < written; counted = number(COUNTED)) {
                if (half == 0 && counted > written / 2) {
                    half = System.nanoTime();
                    halfCounted = counted;
                }
                Pause.millis(200);
            }
            long ended = System.nanoTime();
            cost = Spending.of(stack).since(before, written - already, "event");
            double perSecond = (written - already) / ((ended - begun) / 1e9);
            await(() -> number(TO_SUM_UP) == 0);
            double summedUp = (System.nanoTime() - ended) / 1e9;
            try (Statement statement = database.createStatement()) {
                // what autovacuum does within a minute of such a load
                statement.execute("vacuum analyze");
            }
            figures.add(Figure.shareOf("assessment.ingest", perSecond, "/s", raw.perSecond(), SHARE_OF_RAW));
            if (half > 0) {
                figures.add(Figure.beside(
                        "assessment.ingest.second-half",
                        (written - halfCounted) / ((ended - half) / 1e9),
                        "/s",
                        raw.perSecond()));
            }
            figures.add(Figure.plain("assessment.events", written, "events"));
            figures.add(Figure.plain("assessment.cases", number(CASES), "cases"));
            figures.add(Figure.plain("assessment.summed-up-after", summedUp, "s"));
            sizes(database);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look into the database", e);
        }
    }

    private void sizes(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(SIZES)) {
            row.next();
            figures.add(Figure.plain("assessment.size.journal", row.getLong(1) / 1e6, "MB"));
            figures.add(Figure.plain("assessment.size.facts", row.getLong(2) / 1e6, "MB"));
            figures.add(Figure.plain("assessment.size.summary", row.getLong(3) / 1e6, "MB"));
        }
    }

    private void ask(TopicWriter writer, Instant now) {
        var over = new AtomicBoolean();
        var streamed = new AtomicLong();
        var failure = new AtomicReference<RuntimeException>();
        var later = new Thread(() -> {
            try {
                goOn(writer, now, over, streamed);
            } catch (RuntimeException e) {
                failure.set(e);
            }
        });
        later.setDaemon(true);
        long from = System.nanoTime();
        later.start();
        try (HotlineClient client = bench.client(AT_ONCE)) {
            var month = questions(client, false);
            var year = questions(client, true);
            double each = Math.max(2, seconds / (double) (month.size() + year.size()));
            say.say("bench.warm");
            var all = new ArrayList<>(month.values());
            all.addAll(year.values());
            WarmUp.until(say, AT_ONCE, all);
            say.say("bench.measure");
            month.forEach((name, question) -> measure(name, question, each, MONTH_MILLIS));
            year.forEach((name, question) -> measure(name, question, each, YEAR_MILLIS));
        } finally {
            over.set(true);
            join(later);
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        figures.add(
                Figure.plain("assessment.events-meanwhile", streamed.get() / ((System.nanoTime() - from) / 1e9), "/s"));
    }

    private void measure(String name, Supplier<CompletableFuture<?>> question, double lasting, double target) {
        double before = Spending.cpu(bench.stack());
        ClosedLoop.Result result = ClosedLoop.run(AT_ONCE, lasting, question);
        double cpu = (Spending.cpu(bench.stack()) - before)
                / Math.max(1, result.durations().count());
        String figure = "assessment." + name;
        figures.add(Figure.atMost(figure + ".p95", result.durations().percentileMillis(95), "ms", null, target));
        figures.add(Figure.plain(figure + ".p50", result.durations().percentileMillis(50), "ms"));
        figures.add(Figure.plain(figure + ".cpu", cpu, "ms"));
    }

    private static Map<String, Supplier<CompletableFuture<?>>> questions(HotlineClient client, boolean ofAYear) {
        HotlineClient.As evaluator = client.as(Identity.of("bench-evaluator", "evaluator"));
        YearMonth lastMonth = YearMonth.from(LocalDate.now(SHANGHAI)).minusMonths(1);
        String period = ofAYear ? String.valueOf(lastMonth.getYear()) : lastMonth.toString();
        String prefix = ofAYear ? "year." : "month.";
        SplittableRandom random = new SplittableRandom(3);
        Supplier<String> anyUnit = () -> {
            synchronized (random) {
                return InventedStream.unit(random.nextInt(UNITS));
            }
        };
        Map<String, Supplier<CompletableFuture<?>>> questions = new LinkedHashMap<>();
        questions.put(prefix + "indicators-by-unit", () -> ask(evaluator, "/indicators?by=unit&period=" + period));
        questions.put(prefix + "ranking", () -> ask(evaluator, "/scores?period=" + period));
        questions.put(
                prefix + "ranking-of-a-group",
                () -> ask(evaluator, HotlineClient.query("/scores", "period", period, "group", "第1组")));
        questions.put(prefix + "unit-sheet", () -> ask(evaluator, "/scores/" + anyUnit.get() + "?period=" + period));
        questions.put(
                prefix + "drill-down",
                () -> ask(evaluator, "/scores/" + anyUnit.get() + "/items/on-time/cases?limit=50&period=" + period));
        questions.put(prefix + "categories", () -> ask(evaluator, "/indicators?by=category&level=2&period=" + period));
        if (!ofAYear) {
            questions.put("trend-13-months", () -> ask(evaluator, "/trends?indicator=onTimeRate,satisfactionRate"));
        }
        return questions;
    }

    private static CompletableFuture<?> ask(HotlineClient.As evaluator, String question) {
        return evaluator.get(ServiceName.ASSESSMENT, question);
    }

    /** Further events, so many a second, until it is over. */
    private static void goOn(TopicWriter writer, Instant now, AtomicBoolean over, AtomicLong streamed) {
        InventedStream stream =
                new InventedStream(now.getEpochSecond(), UNITS, 1_000_000, now.minus(20, ChronoUnit.DAYS), now);
        long from = System.nanoTime();
        while (!over.get()) {
            double due = (System.nanoTime() - from) / 1e9 * EVENTS_A_SECOND;
            while (streamed.get() < due) {
                var happening = stream.next();
                writer.write(happening.event(), happening.at());
                streamed.incrementAndGet();
            }
            Pause.millis(5);
        }
        writer.flush();
    }

    private long number(String query) {
        return bench.stack().number(Part.ASSESSMENT, query);
    }

    private static void await(BooleanSupplier reached) {
        if (!Pause.until(PATIENCE, 50, reached)) {
            throw new IllegalStateException("nothing moves");
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
