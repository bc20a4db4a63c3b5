package org.hotline12345.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.demo.model.Figure;
import org.hotline12345.localstack.demo.model.Ledger;
import org.hotline12345.localstack.demo.model.Past;
import org.hotline12345.localstack.demo.model.Sample;
import org.hotline12345.localstack.demo.model.Script;
import org.hotline12345.localstack.demo.model.Script.Course;
import org.hotline12345.localstack.demo.model.ScriptWriter;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;

/** The whole demo on a running stack: all players at once, then the figures and their check. */
public final class Play {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Duration STUCK = Duration.ofMinutes(5);
    private static final Duration FIGURES = Duration.ofMinutes(3);

    /** So many cases hold everything that can happen, and nothing may be zero. */
    private static final int ALL_HAPPENS = 200;

    private static final int AGENTS = 4;
    private static final int CALLBACK_AGENTS = 2;

    private final HotlineClient client;
    private final PrintStream out;
    private final String logs;
    private final Words words = Words.get();
    private final Map<String, String> unitNames = new HashMap<>();
    private final Set<String> desks = ConcurrentHashMap.newKeySet();
    private final ExecutorService players = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "demo-player");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A demo.
     *
     * @param client of the running services
     * @param out where the reader looks
     * @param logs where the services' logs lie, for messages
     */
    public Play(HotlineClient client, PrintStream out, String logs) {
        this.client = client;
        this.out = out;
        this.logs = logs;
    }

    /** Plays so many cases; true when every figure follows from what was played. */
    public boolean perform(int cases, long seed) {
        Samples samples = Samples.load();
        List<Script> scripts =
                new ScriptWriter(samples.handled(), samples.answered(), samples.refused()).write(cases, seed);
        announce(scripts);
        var stage = new Stage(client);
        try {
            readUnits(stage);
            String period = period();
            Ledger before = figures(stage, period);
            play(stage, scripts);
            Ledger counted = awaitFigures(stage, period, before);
            report(stage, period, counted);
            return check(stage.ledger(), counted) & (cases < ALL_HAPPENS || everythingHappened(stage, counted));
        } finally {
            stage.close();
            players.shutdownNow();
        }
    }

    /** What a unit is called, once played. */
    String nameOf(String unit) {
        return unitNames.getOrDefault(unit, unit);
    }

    private void announce(List<Script> scripts) {
        out.println(words.say(
                "demo.playing",
                scripts.size(),
                count(scripts, Course.REFUSED),
                count(scripts, Course.ANSWERED),
                count(scripts, Course.HANDLED),
                scripts.stream().filter(s -> !s.visibleToUnit()).count()));
    }

    private static long count(List<Script> scripts, Course course) {
        return scripts.stream().filter(s -> s.course() == course).count();
    }

    private void readUnits(Stage stage) {
        for (JsonNode unit : stage.join(stage.as("考评员-01", "evaluator").list(ServiceName.DISPATCH, "/units"))) {
            unitNames.put(unit.path("code").asText(), unit.path("name").asText());
        }
    }

    private void play(Stage stage, List<Script> scripts) {
        stage.expect(scripts.size());
        openDesks(stage, scripts);
        players.execute(new Dispatchers(stage, unit -> openDesk(stage, unit)));
        for (int i = 1; i <= CALLBACK_AGENTS; i++) {
            players.execute(new CallbackRoom(stage, "回访员-0" + i));
        }
        var next = new AtomicInteger();
        for (int i = 1; i <= AGENTS; i++) {
            players.execute(new Agents(stage, scripts, next, "受理员-0" + i));
        }
        try (var bar = new Bar(out, scripts.size())) {
            while (stage.done() < scripts.size()) {
                if (stage.failure() != null) {
                    throw Problem.because(stage.failure(), "demo.failed", message(stage.failure()));
                }
                if (stage.idle().compareTo(STUCK) > 0) {
                    var open = new ArrayList<>(stage.open());
                    throw Problem.of(
                            "demo.stuck", STUCK.toSeconds(), open.size(), open.isEmpty() ? "–" : open.get(0), logs);
                }
                bar.show(stage.done());
                Pause.millis(100);
            }
            bar.show(stage.done());
        }
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Asks beforehand where the cases would go, so that a desk of every unit concerned follows its feed. */
    private void openDesks(Stage stage, List<Script> scripts) {
        var dispatcher = stage.as("派单员-01", "dispatcher");
        var asked = new LinkedHashSet<Sample>();
        scripts.stream().filter(s -> s.course() == Course.HANDLED).forEach(s -> asked.add(s.sample()));
        for (Sample sample : asked) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("title", sample.title());
            body.put("text", sample.text());
            body.put("category", sample.category());
            body.put("area", sample.area());
            body.put("address", "北湖大街100号");
            body.values().removeIf(java.util.Objects::isNull);
            String unit = stage.join(dispatcher.post(ServiceName.DISPATCH, "/routing/preview", body))
                    .text("unit");
            if (unit != null) {
                openDesk(stage, unit);
            }
        }
    }

    private void openDesk(Stage stage, String unit) {
        if (desks.add(unit)) {
            players.execute(new Desk(stage, unit));
        }
    }

    /** From before last week to seven weeks on: it holds whatever falls due from cases of the past and of today. */
    private static String period() {
        LocalDate today = LocalDate.now(SHANGHAI);
        return today.minusDays(Past.DAYS) + ".." + today.plusDays(50);
    }

    private Ledger figures(Stage stage, String period) {
        var evaluator = stage.as("考评员-01", "evaluator");
        var ledger = new Ledger();
        for (String by : List.of("none", "unit")) {
            JsonNode answer = stage.join(evaluator.get(
                            ServiceName.ASSESSMENT, HotlineClient.query("/indicators", "period", period, "by", by)))
                    .json();
            for (JsonNode row : answer.path("items")) {
                String key = by.equals("none") ? Ledger.ALL : row.path("key").asText("");
                if (by.equals("unit") && key.isEmpty()) {
                    continue;
                }
                for (Figure figure : Figure.values()) {
                    if (by.equals("none") || figure.ofUnits()) {
                        ledger.add(key, figure, row.path(figure.code()).asLong());
                    }
                }
            }
        }
        return ledger;
    }

    /** News needs a moment to reach the assessment service; the first time that all agree is enough. */
    private Ledger awaitFigures(Stage stage, String period, Ledger before) {
        long end = System.nanoTime() + FIGURES.toNanos();
        while (true) {
            Ledger counted = figures(stage, period).since(before);
            if (stage.ledger().differences(counted).isEmpty() || System.nanoTime() > end) {
                return counted;
            }
            Pause.millis(200);
        }
    }

    private void report(Stage stage, String period, Ledger counted) {
        out.println();
        out.println(words.say("demo.table", period));
        var evaluator = stage.as("考评员-01", "evaluator");
        String scores = HotlineClient.query("/scores", "period", period, "limit", 200);
        new ScoreTable(out)
                .print(stage.join(evaluator.get(ServiceName.ASSESSMENT, scores)).json(), counted);
        out.println(words.say("demo.routes", stage.counted("CATALOGUE"), stage.counted("CLERK")));
        out.println(words.say(
                "demo.office",
                counted.count(Ledger.ALL, Figure.RECEIVED),
                counted.count(Ledger.ALL, Figure.NOT_ACCEPTED),
                counted.count(Ledger.ALL, Figure.ANSWERED_DIRECTLY),
                counted.count(Ledger.ALL, Figure.ACCEPTED)));
        out.println(words.say(
                "demo.played",
                stage.counted(Stage.AUTHOR_REFUSED),
                stage.counted(Stage.SENT_BACK),
                stage.counted(Stage.DISSATISFIED),
                counted.count(Ledger.ALL, Figure.REWORKED),
                counted.count(Ledger.ALL, Figure.SUPERVISED),
                stage.counted(Stage.SURVEY)));
    }

    /** Zero that equals zero proves nothing. */
    private boolean everythingHappened(Stage stage, Ledger counted) {
        List<String> missing = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            if (counted.count(Ledger.ALL, figure) == 0) {
                missing.add(figure.code());
            }
        }
        if (counted.count(Ledger.ALL, Figure.FINISHED_ON_TIME) == counted.count(Ledger.ALL, Figure.FINISHED)) {
            missing.add("late");
        }
        if (stage.counted("CATALOGUE") == 0 || stage.counted("CLERK") == 0) {
            missing.add("decidedBy");
        }
        if (!missing.isEmpty()) {
            out.println(words.say("demo.check.zero", String.join(", ", missing)));
        }
        return missing.isEmpty();
    }

    private boolean check(Ledger played, Ledger counted) {
        List<Ledger.Difference> differences = played.differences(counted);
        if (differences.isEmpty()) {
            out.println(words.say("demo.check.right", played.compared(counted)));
            return true;
        }
        out.println(words.say("demo.check.wrong"));
        differences.stream()
                .limit(40)
                .forEach(d -> out.println(words.say(
                        "demo.check.line",
                        d.unit().equals(Ledger.ALL)
                                ? words.say("demo.table.total")
                                : unitNames.getOrDefault(d.unit(), d.unit()),
                        d.figure().code(),
                        d.played(),
                        d.counted())));
        return false;
    }
}
