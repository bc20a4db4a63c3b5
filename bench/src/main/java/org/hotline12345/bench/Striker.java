package org.hotline12345.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.hotline12345.bench.model.FaultPlan.Strike;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.Pause;
import org.hotline12345.embedded.Processes;
import org.hotline12345.localstack.stack.Instance;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/** Does to a stack what a plan of faults says. Afterwards everything runs that ran before, as somebody who watches over it would have it. */
record Striker(Stack stack, OutsideEvents strange, Clocks clocks) {
    /** What a full disk ends may take a moment to end. */
    private static final Duration FALLING = Duration.ofSeconds(10);

    /** Ends one of the service's connections that is at work, or any. */
    private static final String END_A_BACKEND = """
            select pg_terminate_backend(pid)
            from pg_stat_activity
            where datname = current_database()
              and usename <> current_user
            order by state = 'active' desc, backend_start
            limit 1
            """;

    void strike(Strike strike) {
        switch (strike.fault()) {
            case KILL, TWO -> {
                List<Instance> victims =
                        strike.victims().stream().map(Instance::named).toList();
                victims.forEach(stack::kill);
                Pause.millis(strike.lasting());
                start(victims);
            }
            case RESTART, AWAY -> {
                Instance victim = Instance.named(strike.victims().get(0));
                stack.stop(victim);
                Pause.millis(strike.lasting());
                stack.start(victim);
            }
            case PAUSE -> pause(Instance.named(strike.victims().get(0)), strike.lasting());
            case BACKEND -> endABackend(Part.named(strike.victims().get(0)));
            case CLOCK ->
                clocks.put(Instance.named(strike.victims().get(0)), new Random(strike.after()), strike.lasting());
            case STRANGE -> strange.write(strike.victims().get(0), new Random(strike.after()));
            case FULL -> {
                Ballast.fill(stack.home().folder(), strike.lasting());
                startFallen();
            }
        }
    }

    private void pause(Instance victim, int millis) {
        long pid = stack.process(victim).map(ChildProcess::pid).orElseThrow();
        Processes.signal(pid, "STOP");
        // of PostgreSQL each connection is a process of its own, and a new one cannot come any more
        List<Long> children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .toList();
        try {
            children.forEach(child -> Processes.signal(child, "STOP"));
            Pause.millis(millis);
        } finally {
            children.forEach(child -> Processes.signal(child, "CONT"));
            Processes.signal(pid, "CONT");
        }
    }

    private void endABackend(Part service) {
        try (Connection database = stack.database(service);
                var statement = database.createStatement()) {
            statement.execute(END_A_BACKEND);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot end a connection of " + service.code(), e);
        }
    }

    /** Servers first, services all at once. */
    private void start(List<Instance> fallen) {
        fallen.stream().filter(instance -> !instance.part().program()).forEach(stack::start);
        CompletableFuture.allOf(fallen.stream()
                        .filter(instance -> instance.part().program())
                        .map(service -> CompletableFuture.runAsync(() -> stack.start(service)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void startFallen() {
        long end = System.nanoTime() + FALLING.toNanos();
        while (System.nanoTime() < end) {
            start(stack.fallen());
            Pause.millis(500);
        }
    }
}
