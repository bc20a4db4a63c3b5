package org.hotline12345.bench.model;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What a city's cases ask of machines, calculated from what one case was measured to cost. Work grows with cases, so this is a sum of
 * products; what does not grow that way (plans of a query on very large tables, a link between two sites) is not in it.
 *
 * @param stage How it is set up.
 * @param casesASecond At the busiest moment.
 * @param eventsASecond Events written to the topics at that moment.
 * @param countedShare Of what one assessment service counts.
 * @param busyCores That moment's work in cores, without reserve.
 * @param primaries Servers of PostgreSQL that write.
 * @param standbys Of each of them.
 * @param postgresCores Cores of each.
 * @param postgresMemory Gigabytes of each.
 * @param connections To all primaries together.
 * @param brokers Of Kafka.
 * @param brokerCores Of each.
 * @param partitions Of the topic of cases: so many instances of a service can share its events.
 * @param kafkaMegabytes Written a second at the busiest moment, all copies.
 * @param instances Of each service.
 * @param serviceCores Of each instance.
 * @param serviceMemory Gigabytes of all instances of all services.
 * @param databasesAYear Gigabytes by which the databases grow, one copy.
 * @param topicsAYear Gigabytes by which the topics grow, all copies, before compression.
 * @param filesAYear Gigabytes of files.
 * @param walADay Gigabytes of PostgreSQL's log to be archived and sent to standbys.
 * @param databasesKept Gigabytes of the databases after the years that are kept, one copy.
 */
public record Plan(
        Stage stage,
        double casesASecond,
        double eventsASecond,
        double countedShare,
        double busyCores,
        int primaries,
        int standbys,
        int postgresCores,
        int postgresMemory,
        int connections,
        int brokers,
        int brokerCores,
        int partitions,
        double kafkaMegabytes,
        int instances,
        int serviceCores,
        int serviceMemory,
        double databasesAYear,
        double topicsAYear,
        double filesAYear,
        double walADay,
        double databasesKept) {
    /** The steps from one machine to a province. */
    public enum Stage {
        /** Everything on one machine, copies of the data elsewhere. */
        ONE_MACHINE,
        /** One primary with a standby, three brokers, instances that replace each other. */
        CLUSTER,
        /** A primary of its own for each service's database. */
        PRIMARY_EACH,
        /** Databases spread over several primaries by case. */
        BY_CASE
    }

    private static final double SECONDS_OF_A_DAY = 86_400;
    private static final double DAYS_OF_A_YEAR = 365;
    private static final int SERVICES = 4;
    private static final int LEAST_MEMORY = 8;
    private static final int MOST_CORES_OF_AN_INSTANCE = 4;

    /** Of a city of so many cases. */
    public static Plan of(Assumptions numbers) {
        double cases = numbers.of(Assumption.CASES);
        double whole = 1 - numbers.of(Assumption.ON_THE_SPOT);
        double perSecond = cases * numbers.of(Assumption.PEAK) / SECONDS_OF_A_DAY;
        // a case answered on the spot is a share of a life
        double lives = whole + numbers.of(Assumption.ON_THE_SPOT) * numbers.of(Assumption.COST_ON_THE_SPOT);
        double events = whole * numbers.of(Assumption.EVENTS)
                + numbers.of(Assumption.ON_THE_SPOT) * numbers.of(Assumption.EVENTS_ON_THE_SPOT);

        double question = perSecond * numbers.of(Assumption.QUESTIONS) * numbers.of(Assumption.COST_QUESTION) / 1_000;
        double postgres = perSecond * lives * numbers.of(Assumption.COST_POSTGRES) / 1_000 + question / 2;
        double kafka = perSecond * lives * numbers.of(Assumption.COST_KAFKA) / 1_000;
        double[] services = List.of(
                        Assumption.COST_INTAKE,
                        Assumption.COST_DISPATCH,
                        Assumption.COST_FOLLOWUP,
                        Assumption.COST_ASSESSMENT)
                .stream()
                .mapToDouble(cost -> perSecond * lives * numbers.of(cost) / 1_000 + question / 2 / SERVICES)
                .toArray();

        double topicAYear = cases * DAYS_OF_A_YEAR * events * numbers.of(Assumption.EVENT) / 1e6;
        double databasesAYear = topicAYear * numbers.of(Assumption.DATABASES);
        double kept = databasesAYear * numbers.of(Assumption.YEARS);
        Stage stage = stage(numbers, kept);
        boolean alone = stage == Stage.ONE_MACHINE;
        int primaries = switch (stage) {
            case ONE_MACHINE, CLUSTER -> 1;
            case PRIMARY_EACH -> SERVICES;
            case BY_CASE -> (int) Math.ceil(kept / numbers.of(Assumption.PRIMARY));
        };
        int copies = alone ? 1 : (int) numbers.of(Assumption.COPIES);
        double busiest = need(numbers, DoubleStream.of(services).max().orElseThrow());
        int instances = alone
                ? 1
                : (int) Math.max(numbers.of(Assumption.INSTANCES), Math.ceil(busiest / MOST_CORES_OF_AN_INSTANCE));
        double hot = databasesAYear / 12 * numbers.of(Assumption.HOT_MONTHS) / primaries;
        double eventsASecond = perSecond * events;
        return new Plan(
                stage,
                perSecond,
                eventsASecond,
                eventsASecond / numbers.of(Assumption.COUNTED),
                postgres + kafka + DoubleStream.of(services).sum(),
                primaries,
                alone ? 0 : 1,
                cores(need(numbers, postgres / primaries)),
                memory(hot),
                (int) (instances * SERVICES * numbers.of(Assumption.CONNECTIONS)),
                copies,
                // each broker leads a part and follows the others
                cores(need(numbers, kafka)),
                (int) numbers.of(Assumption.PARTITIONS),
                eventsASecond * numbers.of(Assumption.EVENT) * copies / 1e3,
                instances,
                Math.max(1, (int) Math.ceil(busiest / instances)),
                (int) Math.ceil(instances * SERVICES * numbers.of(Assumption.SERVICE_MEMORY)),
                databasesAYear,
                topicAYear * copies,
                cases * DAYS_OF_A_YEAR * numbers.of(Assumption.FILES) / 1e3,
                cases * lives * numbers.of(Assumption.WAL) / 1e6,
                kept);
    }

    private static Stage stage(Assumptions numbers, double kept) {
        double most = numbers.of(Assumption.PRIMARY);
        if (numbers.of(Assumption.CASES) < numbers.of(Assumption.ALONE) && kept <= most) {
            return Stage.ONE_MACHINE;
        }
        return kept <= most ? Stage.CLUSTER : kept <= most * SERVICES ? Stage.PRIMARY_EACH : Stage.BY_CASE;
    }

    private static double need(Assumptions numbers, double busy) {
        return busy * numbers.of(Assumption.RESERVE) / numbers.of(Assumption.USE);
    }

    /** Machines of PostgreSQL and Kafka have two at least: something always flushes, vacuums or compacts. */
    private static int cores(double need) {
        return Math.max(2, (int) Math.ceil(need));
    }

    /** As machines have it: 8, 16, 32 … gigabytes. */
    private static int memory(double hot) {
        int memory = LEAST_MEMORY;
        while (memory < hot * 4 / 3) {
            memory *= 2;
        }
        return memory;
    }
}
