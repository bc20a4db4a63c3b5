package org.hotline12345.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.stack.Progress;
import org.hotline12345.localstack.token.Identity;

/**
 * Acknowledged registrations by agents a second, with the look for duplicates that agents get: first while all services
 * consume, then with all consumers paused; then the raw limit of the same server.
 */
record IntakeBench(BenchStack bench, int seconds, List<Integer> connections, Progress progress) {
    private static final double CONSUMING_TARGET = 0.12;
    private static final double PAUSED_TARGET = 0.35;

    private record Measured(String state, int connections, ClosedLoop.Result result, List<Figure> cost) {}

    List<Figure> run() {
        List<Measured> measured = new ArrayList<>();
        RawLimit raw = new RawLimit(bench, connections, seconds, progress).measure();
        measure("consuming", measured);
        progress.say("bench.restart.paused");
        bench.restartWithConsumersPaused();
        measure("paused", measured);
        raw.measure();
        RawTopic topic = RawTopic.read(bench.stack(), seconds);
        List<Figure> figures = new ArrayList<>();
        for (Measured one : measured) {
            double limit = raw.perSecond(one.connections());
            String name = "intake." + one.state() + ".c" + one.connections();
            boolean consuming = one.state().equals("consuming");
            figures.add(Figure.shareOf(
                    name, one.result().perSecond(), "/s", limit, consuming ? CONSUMING_TARGET : PAUSED_TARGET));
            figures.add(Figure.plain(name + ".p50", one.result().durations().percentileMillis(50), "ms"));
            figures.add(Figure.plain(name + ".p99", one.result().durations().percentileMillis(99), "ms"));
            if (one.result().failures() > 0) {
                figures.add(Figure.plain(name + ".failed", one.result().failures(), "calls"));
            }
        }
        figures.addAll(raw.figures());
        figures.add(Figure.plain("raw.kafka-read", topic.perSecond(), "/s"));
        figures.add(Figure.plain("raw.event-size", topic.meanBytes(), "bytes"));
        measured.forEach(one -> figures.addAll(one.cost()));
        return figures;
    }

    private void measure(String state, List<Measured> measured) {
        for (int atOnce : connections) {
            // other cases, of other telephones, in each round
            int round = measured.size();
            SampleCases cases = new SampleCases(round, 13_000_000_000L + round * 10_000_000L);
            try (HotlineClient client = bench.client(atOnce)) {
                HotlineClient.As agent = client.as(Identity.of("bench-agent", "agent"));
                if (atOnce == connections.get(0)) {
                    progress.say("bench.warm");
                    WarmUp.until(
                            progress,
                            () -> ClosedLoop.run(atOnce, WarmUp.WINDOW, () -> register(agent, cases))
                                    .perSecond());
                    progress.say("bench.measure");
                }
                Spending before = Spending.of(bench.stack());
                ClosedLoop.Result result = ClosedLoop.run(atOnce, seconds, () -> register(agent, cases));
                List<Figure> cost = Spending.of(bench.stack())
                        .since(before, result.durations().count(), "registration." + state + ".c" + atOnce);
                measured.add(new Measured(state, atOnce, result, cost));
            }
        }
    }

    private static CompletableFuture<?> register(HotlineClient.As agent, SampleCases cases) {
        // the calls are made by several threads only at the very start
        synchronized (cases) {
            return agent.post(
                    ServiceName.INTAKE,
                    "/cases",
                    cases.next(),
                    UUID.randomUUID().toString());
        }
    }
}
