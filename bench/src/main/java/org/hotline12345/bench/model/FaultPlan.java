package org.hotline12345.bench.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which faults happen, and when: the same for the same seed, and each kind at each process before any happens again. */
public final class FaultPlan {
    private static final int SHORTEST_MILLIS = 2_000;
    private static final int LONGEST_MILLIS = 8_000;
    private static final int LONGEST_PAUSE_MILLIS = 15_000;

    private FaultPlan() {}

    /** What can happen. */
    public enum Fault {
        /** SIGKILL; the process is started again at once. */
        KILL,
        /** SIGSTOP for a while, then SIGCONT: nobody answers, and then goes on as if nothing had been. */
        PAUSE,
        /** A stop in good order and a new start. */
        RESTART,
        /** A connection of a service is ended by the database. */
        BACKEND
    }

    /**
     * One fault.
     *
     * @param victim the process; of {@link Fault#BACKEND} the service whose connection ends
     * @param after milliseconds of work before it
     * @param lasting milliseconds for which the process is away or stands still; 0 where that is not chosen
     */
    public record Strike(Fault fault, String victim, int after, int lasting) {}

    /**
     * So many faults.
     *
     * @param servers processes that keep data
     * @param services processes that work on it
     */
    public static List<Strike> of(long seed, int count, List<String> servers, List<String> services) {
        Random random = new Random(seed);
        List<Strike> plan = new ArrayList<>(count);
        while (plan.size() < count) {
            List<Strike> round = new ArrayList<>();
            List<String> all = new ArrayList<>(servers);
            all.addAll(services);
            for (String victim : all) {
                round.add(strike(Fault.KILL, victim, random, SHORTEST_MILLIS));
                round.add(strike(Fault.PAUSE, victim, random, LONGEST_PAUSE_MILLIS));
                round.add(strike(Fault.RESTART, victim, random, SHORTEST_MILLIS));
            }
            services.forEach(service -> round.add(strike(Fault.BACKEND, service, random, 0)));
            Collections.shuffle(round, random);
            plan.addAll(round.subList(0, Math.min(round.size(), count - plan.size())));
        }
        return plan;
    }

    private static Strike strike(Fault fault, String victim, Random random, int longest) {
        int after = SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
        return new Strike(fault, victim, after, longest == 0 ? 0 : 1 + random.nextInt(longest));
    }
}
