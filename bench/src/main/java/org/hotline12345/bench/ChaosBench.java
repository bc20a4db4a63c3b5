package org.hotline12345.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.bench.model.FaultPlan;
import org.hotline12345.bench.model.FaultPlan.Fault;
import org.hotline12345.bench.model.FaultPlan.Strike;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.embedded.Pause;
import org.hotline12345.events.Topics;
import org.hotline12345.localstack.account.CaseAccount;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.Instance;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Progress;

/**
 * Faults in the middle of running lives, one after the other: after each the lives run out, and the account is taken from outside. It ends
 * at the first that does not come out right, and keeps the folder then.
 *
 * @param kills How many faults; null: until each kind has happened at each part.
 * @param from The number of the first; those before it are left out.
 * @param seed The same makes the same faults in the same order.
 * @param atOnce Lives under way.
 */
record ChaosBench(BenchStack bench, Integer kills, int from, long seed, int atOnce, Progress progress) {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration FEEDS_PATIENCE = Duration.ofSeconds(30);
    private static final long AFTERWARDS_MILLIS = 2_000;

    /**
     * Not those of intake and dispatch: with them a unit has spoken to the citizen before there was a case, which rightly does not count, so
     * that the citizen is told again and asked on another day.
     */
    private static final List<String> PUT_WRONG = List.of(Part.FOLLOWUP.code(), Part.ASSESSMENT.code());

    /** What came of the faults so far. */
    private static final class Course {
        private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
        private final Delays settled = new Delays();
        private List<String> wrong = List.of();
    }

    List<Figure> run() {
        FaultPlan faults = plan();
        int count = kills == null ? faults.round() : kills;
        List<Strike> all = faults.of(seed, from - 1 + count);
        if (faults.disks().isEmpty()) {
            progress.say("bench.chaos.no.disk");
        }
        if (faults.clocks().isEmpty()) {
            progress.say("bench.chaos.no.clock");
        }
        Course course = new Course();
        CaseAccount account = new CaseAccount(bench.stack());
        Striker striker = new Striker(bench.stack(), new OutsideEvents(bench.stack(), account), new Clocks(home()));
        FaultsFile file = new FaultsFile(home(), seed);
        int lives;
        int failures;
        try (HotlineClient reader = bench.client(2);
                Lives play = new Lives(bench.client(atOnce + 32))) {
            Assessed assessed = new Assessed(reader);
            Set<String> units = play.units();
            play.open(units);
            makeArchives();
            for (int number = from; number <= all.size() && course.wrong.isEmpty(); number++) {
                Strike strike = all.get(number - 1);
                play.keep(atOnce);
                Pause.millis(strike.after());
                progress.say("bench.chaos.strike", number, all.size(), word(strike.fault()), victims(strike));
                Instant at = Instant.now();
                List<String> wrong = strike(striker, strike);
                Pause.millis(AFTERWARDS_MILLIS);
                long begun = System.nanoTime();
                wrong.addAll(account(play, account, assessed, wrong.isEmpty() ? PATIENCE : Duration.ZERO));
                long took = System.nanoTime() - begun;
                course.struck.merge(strike.fault(), 1, Integer::sum);
                course.settled.add(took);
                course.wrong = wrong;
                file.add(number, strike, at, play.registered(), play.failures(), took / 1e9, wrong);
            }
            lives = play.ended();
            failures = play.failures();
        }
        if (!course.wrong.isEmpty()) {
            course.wrong.forEach(line -> progress.say("bench.chaos.wrong", line));
            progress.say("bench.chaos.kept", bench.keep());
        }
        return figures(course, count, lives, failures);
    }

    /** Beside the work, as where people are: processes start often here. */
    private void makeArchives() {
        Thread thread = new Thread(bench.stack()::makeArchives, "archives");
        thread.setDaemon(true);
        thread.start();
    }

    private FaultPlan plan() {
        return new FaultPlan(
                List.of(Part.POSTGRES.code(), Part.KAFKA.code()),
                Part.services().stream().map(Part::code).toList(),
                bench.stack().options().instances(Part.INTAKE).size(),
                List.of(Topics.CASE_EVENTS, Topics.OFFICE_EVENTS),
                Ballast.fits(home()) ? List.of(home().toString()) : List.of(),
                Clocks.library().isPresent() ? PUT_WRONG : List.of());
    }

    private Path home() {
        return bench.stack().home().folder();
    }

    private List<Figure> figures(Course course, int wanted, int lives, int failures) {
        List<Figure> figures = new ArrayList<>();
        int struck = course.struck.values().stream().mapToInt(Integer::intValue).sum();
        figures.add(Figure.atLeast("chaos.faults", struck, "faults", null, wanted));
        course.struck.forEach((fault, number) ->
                figures.add(Figure.plain("chaos.faults." + fault.name().toLowerCase(Locale.ROOT), number, "faults")));
        figures.add(Figure.atMost("chaos.wrong", course.wrong.size(), "", null, 0));
        figures.add(Figure.plain("chaos.lives", lives, "lives"));
        figures.add(Figure.plain("chaos.failed-calls", failures, "calls"));
        figures.addAll(course.settled.figures("chaos.settled-after"));
        figures.add(Figure.plain(
                "chaos.instances",
                bench.stack().options().instances(Part.INTAKE).size(),
                ""));
        figures.add(Figure.plain("chaos.seed", seed, ""));
        return figures;
    }

    private static String word(Fault fault) {
        return Words.get().say("bench.chaos." + fault.name().toLowerCase(Locale.ROOT));
    }

    private static String victims(Strike strike) {
        return switch (strike.fault()) {
            case STRANGE, FULL -> strike.victims().get(0);
            default ->
                strike.victims().stream()
                        .map(victim -> Instance.named(victim).title())
                        .collect(Collectors.joining(" + "));
        };
    }

    /** What does not come back is wrong. */
    private static List<String> strike(Striker striker, Strike strike) {
        List<String> wrong = new ArrayList<>();
        try {
            striker.strike(strike);
        } catch (RuntimeException e) {
            wrong.add(e.toString());
        }
        return wrong;
    }

    /** What is wrong once all lives have run out; nothing when all is right. */
    private List<String> account(Lives play, CaseAccount account, Assessed assessed, Duration patience) {
        play.keep(0);
        boolean over = Pause.until(patience, 100, () -> play.idle() && play.ended() >= play.registered());
        List<String> wrong = new ArrayList<>();
        if (!over) {
            wrong.add(play.registered() - play.ended() + " lives did not end; " + play.failures()
                    + " calls failed, first " + play.firstFailure().orElse("-"));
        }
        try {
            wrong.addAll(account.settle(play.cases(), over ? patience : Duration.ZERO));
            wrong.addAll(play.feeds().settle(bench.stack(), over ? FEEDS_PATIENCE : Duration.ZERO));
            if (!Pause.until(over ? patience : Duration.ZERO, 200, () -> assessed.answered() == play.ended())) {
                wrong.add("the figures have " + assessed.answered() + " answers instead of " + play.ended());
            }
        } catch (RuntimeException e) {
            wrong.add("the account cannot be taken: " + e);
        }
        return wrong;
    }
}
