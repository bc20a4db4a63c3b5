package org.hotline12345.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.bench.model.FillPlan;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.history.HistoryLoad;
import org.hotline12345.localstack.history.model.CasePlan;
import org.hotline12345.localstack.history.model.ImportReport;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Progress;
import org.hotline12345.localstack.stack.Stack;

/**
 * Fills a kept folder with whole lives, as history over the HTTP interfaces and in batches. How many are in stands in the folder's file
 * {@value #FILE}; what was broken off in the middle of a block finds what of it is in by its keys.
 */
final class MillionFill {
    private static final String FILE = "million.json";
    private static final long FIRST_PHONE = 13_000_000_000L;
    private static final int CONNECTIONS = 64;
    private static final long SAY_EVERY = TimeUnit.SECONDS.toNanos(15);
    private static final Duration PATIENCE = Duration.ofHours(6);

    private static final String TO_BE_SENT = """
            select count(*)
            from outbox
            """;

    private final BenchStack bench;
    private final Progress say;
    private FillPlan plan;
    private long begun;
    private int before;
    private long said;
    private int stayed;

    MillionFill(BenchStack bench, Progress say) {
        this.bench = bench;
        this.say = say;
    }

    /** Whether a folder has so many already. */
    static boolean done(Path home, int cases) {
        FillPlan plan = read(home).upTo(cases);
        return plan.next().isEmpty();
    }

    /** Moves in what is missing, waits until all of it is counted, and says what a case cost. */
    List<Figure> upTo(int cases) {
        Stack stack = bench.stack();
        Path home = stack.home().folder();
        plan = read(home).upTo(cases);
        // before the first case: what is broken off is repeated with the same moments
        write(home, plan);
        before = plan.done();
        begun = System.nanoTime();
        said = begun;
        Spending spent = Spending.of(stack);
        say.say("bench.million.fill", before, plan.cases());
        try (HotlineClient client = bench.client(CONNECTIONS)) {
            for (var block = plan.next(); block.isPresent(); block = plan.next()) {
                carry(client, home, block.get());
                plan = plan.after(block.get());
                write(home, plan);
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.plain("fill.rate", (plan.cases() - before) / seconds, "/s"));
        figures.add(Figure.plain("fill.not-carried-on", stayed, "cases"));
        settle(stack);
        figures.addAll(Spending.of(stack).since(spent, plan.cases() - before, "filled-case"));
        return figures;
    }

    private void carry(HotlineClient client, Path home, FillPlan.Block block) {
        PastCases past = new PastCases(new SampleCases(block.from(), FIRST_PHONE + block.from()));
        List<CasePlan> plans = new ArrayList<>();
        for (int number = block.from(); number < block.to(); number++) {
            plans.add(past.plan(number - block.from() + 1, "million:" + number, plan.moment(number), plan.asOf(), 1));
        }
        ImportReport loaded = HistoryLoad.carryPart(
                client, home, "million-" + block.from(), plans, rows -> tell(block.from() + rows));
        PastCases.check(loaded);
        stayed += loaded.failed().size();
    }

    private synchronized void tell(int done) {
        long now = System.nanoTime();
        if (now - said < SAY_EVERY) {
            return;
        }
        said = now;
        double rate = (done - before) / ((now - begun) / 1e9);
        say.say(
                "bench.million.filled",
                done,
                plan.cases(),
                String.format(Locale.ROOT, "%.1f", rate),
                left(plan.cases() - done, rate));
    }

    /** Hours and minutes that so many need. */
    static String left(int cases, double perSecond) {
        long minutes = perSecond <= 0 ? 0 : (long) Math.ceil(cases / perSecond / 60);
        return "%d:%02d".formatted(minutes / 60, minutes % 60);
    }

    /** Until every event is sent, read and summed up; then what PostgreSQL does by itself within minutes of such a load. */
    private void settle(Stack stack) {
        say.say("bench.million.settle");
        boolean settled = Pause.until(PATIENCE, 1_000, () -> {
            for (Part part : Part.services()) {
                if (stack.number(part, TO_BE_SENT) > 0) {
                    return false;
                }
            }
            return stack.number(Part.ASSESSMENT, AssessmentBench.CASES)
                            >= stack.number(Part.INTAKE, BenchStack.REGISTERED)
                    && stack.number(Part.ASSESSMENT, AssessmentBench.TO_SUM_UP) == 0;
        });
        if (!settled) {
            throw new IllegalStateException("not all cases are counted");
        }
        for (Part part : Part.services()) {
            try (Connection database = stack.database(part);
                    var statement = database.createStatement()) {
                statement.execute("vacuum analyze");
            } catch (SQLException e) {
                throw new IllegalStateException("cannot look through the tables of " + part.code(), e);
            }
        }
    }

    private static FillPlan read(Path home) {
        Path file = home.resolve(FILE);
        if (!Files.exists(file)) {
            return FillPlan.begun(Instant.now());
        }
        try {
            JsonNode json = HotlineClient.json().readTree(file.toFile());
            List<Integer> ends = new ArrayList<>();
            json.path("ends").forEach(end -> ends.add(end.asInt()));
            return new FillPlan(
                    Instant.parse(json.path("asOf").asText()),
                    ends,
                    json.path("done").asInt());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** A crash leaves the one or the other. */
    private static void write(Path home, FillPlan plan) {
        ObjectNode json = HotlineClient.json()
                .createObjectNode()
                .put("asOf", plan.asOf().toString())
                .put("done", plan.done());
        var ends = json.putArray("ends");
        plan.ends().forEach(ends::add);
        Path next = home.resolve(FILE + ".next");
        try {
            FiguresFile.writeJson(next, json);
            Files.move(next, home.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + FILE, e);
        }
    }
}
