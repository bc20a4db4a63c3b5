package org.hotline12345.bench.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which faults happen, and when: the same for the same seed, and each kind at each part before any happens again; only that a server is away
 * for long happens now and then, by turns.
 *
 * @param servers parts that keep data, one process each
 * @param services parts that work on it
 * @param instances how many processes of each service; each fault strikes one of them
 * @param topics where events from outside are written
 * @param disks what can be filled; none where filling it would harm others
 * @param clocks services whose clocks can be put; none where they cannot
 */
public record FaultPlan(
        List<String> servers,
        List<String> services,
        int instances,
        List<String> topics,
        List<String> disks,
        List<String> clocks) {
    /** A server is away for long once in so many faults. */
    public static final int RARE = 25;

    private static final int SHORTEST_MILLIS = 2_000;
    private static final int LONGEST_MILLIS = 8_000;
    private static final int LONGEST_PAUSE_MILLIS = 15_000;
    private static final int SHORTEST_ABSENCE_MILLIS = 60_000;
    private static final int LONGEST_ABSENCE_MILLIS = 180_000;
    private static final int SHORTEST_FULL_MILLIS = 3_000;
    private static final int LONGEST_FULL_MILLIS = 10_000;
    private static final int SHORTEST_WRONG_MILLIS = 3_000;

    public FaultPlan {
        servers = List.copyOf(servers);
        services = List.copyOf(services);
        topics = List.copyOf(topics);
        disks = List.copyOf(disks);
        clocks = List.copyOf(clocks);
    }

    /** What can happen. */
    public enum Fault {
        /** SIGKILL; the process is started again at once. */
        KILL,
        /** SIGSTOP for a while, then SIGCONT: nobody answers, and then goes on as if nothing had been. */
        PAUSE,
        /** A stop in good order and a new start. */
        RESTART,
        /** A connection of a service is ended by the database. */
        BACKEND,
        /** SIGKILL to two processes of different parts at the same moment. */
        TWO,
        /** A server is stopped and stays away for minutes. */
        AWAY,
        /** Events that are unknown, broken, of another topic, or repeats, written into a topic from outside. */
        STRANGE,
        /** Nothing can be written any more. */
        FULL,
        /** The clock of one process is put forward or back for a while, and then right again. */
        CLOCK
    }

    /**
     * One fault.
     *
     * @param victims the processes, such as {@code dispatch} and {@code dispatch-2}; of {@link Fault#BACKEND} the service whose connection
     *     ends, else the topic or the disk
     * @param after milliseconds of work before it
     * @param lasting milliseconds for which it lasts; 0 where that is not chosen
     */
    public record Strike(Fault fault, List<String> victims, int after, int lasting) {
        public Strike {
            victims = List.copyOf(victims);
        }
    }

    /** How many faults there are until each kind has happened at each part. */
    public int round() {
        return round(new Random(0)).size();
    }

    /** So many faults; the same seed begins in the same way, however many are wanted. */
    public List<Strike> of(long seed, int count) {
        Random random = new Random(seed);
        List<Strike> plan = new ArrayList<>(count);
        int absences = 0;
        while (plan.size() < count) {
            for (Strike strike : round(random)) {
                if (plan.size() % RARE == RARE - 1) {
                    plan.add(absence(servers.get(absences++ % servers.size()), random));
                }
                plan.add(strike);
            }
        }
        return List.copyOf(plan.subList(0, count));
    }

    private List<Strike> round(Random random) {
        List<Strike> round = new ArrayList<>();
        servers.forEach(server -> alone(round, List.of(server), random));
        for (int i = 0; i < services.size(); i++) {
            String service = services.get(i);
            alone(round, List.of(anyOf(service, random)), random);
            round.add(strike(Fault.BACKEND, List.of(service), random, 0, 0));
            for (String server : servers) {
                round.add(shortly(Fault.TWO, List.of(server, anyOf(service, random)), random));
            }
            for (String other : services.subList(i + 1, services.size())) {
                round.add(shortly(Fault.TWO, List.of(anyOf(service, random), anyOf(other, random)), random));
            }
        }
        topics.forEach(topic -> round.add(strike(Fault.STRANGE, List.of(topic), random, 0, 0)));
        disks.forEach(disk ->
                round.add(strike(Fault.FULL, List.of(disk), random, SHORTEST_FULL_MILLIS, LONGEST_FULL_MILLIS)));
        clocks.forEach(service -> round.add(strike(
                Fault.CLOCK, List.of(anyOf(service, random)), random, SHORTEST_WRONG_MILLIS, LONGEST_PAUSE_MILLIS)));
        Collections.shuffle(round, random);
        return round;
    }

    /** What happens to one process. */
    private static void alone(List<Strike> round, List<String> victim, Random random) {
        round.add(shortly(Fault.KILL, victim, random));
        round.add(strike(Fault.PAUSE, victim, random, 1, LONGEST_PAUSE_MILLIS));
        round.add(shortly(Fault.RESTART, victim, random));
    }

    private String anyOf(String service, Random random) {
        int number = 1 + random.nextInt(instances);
        return number == 1 ? service : service + "-" + number;
    }

    private static Strike absence(String server, Random random) {
        return strike(Fault.AWAY, List.of(server), random, SHORTEST_ABSENCE_MILLIS, LONGEST_ABSENCE_MILLIS);
    }

    private static Strike shortly(Fault fault, List<String> victims, Random random) {
        return strike(fault, victims, random, 1, SHORTEST_MILLIS);
    }

    private static Strike strike(Fault fault, List<String> victims, Random random, int shortest, int longest) {
        int after = SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
        return new Strike(fault, victims, after, shortest + random.nextInt(longest - shortest + 1));
    }
}
