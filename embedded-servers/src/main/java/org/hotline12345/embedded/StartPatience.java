package org.hotline12345.embedded;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How long a process just started is waited for: five minutes, and on a machine far overloaded as much longer as it is seen to work,
 * half an hour at most. One that neither gets ready nor works waits for something that does not come.
 */
public final class StartPatience {
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** A virtual machine that only waits takes less in a minute. */
    private static final Duration WORK = Duration.ofSeconds(1);

    private final LongSupplier clock;
    private final Supplier<Duration> worked;
    private final long begun;
    private long looked;
    private Duration workedThen;
    private boolean works = true;

    StartPatience(LongSupplier clock, Supplier<Duration> worked) {
        this.clock = clock;
        this.worked = worked;
        this.begun = clock.getAsLong();
        this.looked = begun;
        this.workedThen = worked.get();
    }

    /** With a process and those it starts; begins now. */
    public static StartPatience with(long pid) {
        return new StartPatience(System::nanoTime, () -> worked(pid));
    }

    /** Whether to wait on. */
    public boolean lasts() {
        long now = clock.getAsLong();
        if (now - looked >= LOOK.toNanos()) {
            Duration sofar = worked.get();
            works = sofar.minus(workedThen).compareTo(WORK) >= 0;
            workedThen = sofar;
            looked = now;
        }
        return now - begun < (works ? LONGEST : USUAL).toNanos();
    }

    /** How long it has been waited for. */
    public Duration waited() {
        return Duration.ofNanos(clock.getAsLong() - begun);
    }

    private static Duration worked(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
