package org.hotline12345.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hotline12345.bench.model.FaultPlan;
import org.hotline12345.bench.model.FaultPlan.Strike;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.Pause;
import org.hotline12345.embedded.Processes;
import org.hotline12345.localstack.account.CaseAccount;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Progress;
import org.hotline12345.localstack.stack.Stack;

/**
 * Faults in the middle of running lives, one after the other: after each the lives run out, and the account is taken from outside. It ends
 * at the first that does not come out right.
 *
 * @param kills How many faults.
 * @param seed The same makes the same faults in the same order.
 * @param atOnce Lives under way.
 */
record ChaosBench(BenchStack bench, int kills, long seed, int atOnce, Progress progress) {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final long AFTERWARDS_MILLIS = 2_000;

    /** Ends one of the service's connections that is at work, or any. */
    private static final String END_A_BACKEND = """
            select pg_terminate_backend(pid)
            from pg_stat_activity
            where datname = current_database()
              and usename <> current_user
            order by state = 'active' desc, backend_start
            limit 1
            """;

    List<Figure> run() {
        List<Part> services = Part.services();
        List<Strike> plan = FaultPlan.of(
                seed,
                kills,
                List.of(Part.POSTGRES.code(), Part.KAFKA.code()),
                services.stream().map(Part::code).toList());
        List<String> wrong = new ArrayList<>();
        Delays drained = new Delays();
        int struck = 0;
        int lives;
        int failures;
        try (HotlineClient reader = bench.client(2);
                Lives play = new Lives(bench.client(atOnce + 32))) {
            Assessed assessed = new Assessed(reader);
            Set<String> units = play.units();
            play.open(units);
            for (Strike strike : plan) {
                play.keep(atOnce);
                Pause.millis(strike.after());
                progress.say(
                        "bench.chaos.strike",
                        ++struck,
                        kills,
                        Words.get().say("bench.chaos." + strike.fault().name().toLowerCase(Locale.ROOT)),
                        Words.get().say("part." + strike.victim()));
                strike(strike);
                Pause.millis(AFTERWARDS_MILLIS);
                long from = System.nanoTime();
                wrong.addAll(account(play, assessed));
                drained.add(System.nanoTime() - from);
                if (!wrong.isEmpty()) {
                    wrong.forEach(line -> progress.say("bench.chaos.wrong", line));
                    break;
                }
            }
            lives = play.ended();
            failures = play.failures();
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.atLeast("chaos.faults", struck, "faults", null, kills));
        figures.add(Figure.atMost("chaos.wrong", wrong.size(), "", null, 0));
        figures.add(Figure.plain("chaos.lives", lives, "lives"));
        figures.add(Figure.plain("chaos.failed-calls", failures, "calls"));
        figures.addAll(drained.figures("chaos.settled-after"));
        figures.add(Figure.plain("chaos.seed", seed, ""));
        return figures;
    }

    private void strike(Strike strike) {
        Stack stack = bench.stack();
        Part victim = Part.valueOf(strike.victim().toUpperCase(Locale.ROOT));
        switch (strike.fault()) {
            case KILL -> {
                stack.kill(victim);
                Pause.millis(strike.lasting());
                stack.start(victim);
            }
            case RESTART -> {
                stack.stop(victim);
                Pause.millis(strike.lasting());
                stack.start(victim);
            }
            case PAUSE -> {
                long pid = stack.process(victim).map(ChildProcess::pid).orElseThrow();
                Processes.signal(pid, "STOP");
                try {
                    Pause.millis(strike.lasting());
                } finally {
                    Processes.signal(pid, "CONT");
                }
            }
            case BACKEND -> endABackend(stack, victim);
        }
    }

    private static void endABackend(Stack stack, Part service) {
        try (Connection database = stack.database(service);
                var statement = database.createStatement()) {
            statement.execute(END_A_BACKEND);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot end a connection of " + service.code(), e);
        }
    }

    /** What is wrong once all lives have run out; nothing when all is right. */
    private List<String> account(Lives play, Assessed assessed) {
        play.keep(0);
        boolean over = Pause.until(PATIENCE, 100, () -> play.idle() && play.ended() >= play.registered());
        List<String> wrong = new ArrayList<>();
        if (!over) {
            wrong.add(play.registered() - play.ended() + " lives did not end");
        }
        wrong.addAll(new CaseAccount(bench.stack(), play.cases()).settle(over ? PATIENCE : Duration.ZERO));
        if (!Pause.until(over ? PATIENCE : Duration.ZERO, 200, () -> assessed.answered() == play.ended())) {
            wrong.add("the figures have " + assessed.answered() + " answers instead of " + play.ended());
        }
        return wrong;
    }
}
