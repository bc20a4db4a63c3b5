package org.hotline12345.bench.model;

import java.util.Arrays;
import java.util.Optional;

/** A number on which a plan stands, with what it is without another given. Where each comes from is said in the words of the command. */
public enum Assumption {
    /** Cases a day. */
    CASES("cases", 10_000, Origin.ASSUMED),
    /** Cases a second at the busiest moment by cases a second in the mean of day and night. */
    PEAK("peak", 10, Origin.ASSUMED),
    /** Share of cases answered on the spot. */
    ON_THE_SPOT("on-the-spot", 0.5, Origin.ASSUMED),
    /** Years that are kept. */
    YEARS("years", 5, Origin.ASSUMED),
    /** Instances of each service at least. */
    INSTANCES("instances", 2, Origin.ASSUMED),
    /** Share of its cores that a machine uses at most. */
    USE("use", 0.6, Origin.ASSUMED),
    /** How many times the peak's work is carried: what waited during an outage is caught up beside it. */
    RESERVE("reserve", 2, Origin.ASSUMED),
    /** Cases a day from which one machine does not do, whatever its speed: too much stands still when it does. */
    ALONE("alone", 2_000, Origin.ASSUMED),

    /** Milliseconds of a core for a whole life, by part. */
    COST_POSTGRES("cost.postgres", 6.6, Origin.MEASURED),
    COST_KAFKA("cost.kafka", 1.6, Origin.MEASURED),
    COST_INTAKE("cost.intake", 1.4, Origin.MEASURED),
    COST_DISPATCH("cost.dispatch", 3.4, Origin.MEASURED),
    COST_FOLLOWUP("cost.followup", 1.5, Origin.MEASURED),
    COST_ASSESSMENT("cost.assessment", 1.3, Origin.MEASURED),
    /** What a case answered on the spot costs, as a share of a whole life. */
    COST_ON_THE_SPOT("cost.on-the-spot", 0.25, Origin.DERIVED),
    /** Questions that screens ask for a case: look-ups, hints, lists, its page, its status. */
    QUESTIONS("questions", 20, Origin.ASSUMED),
    /** Milliseconds of a core for a question, half of it PostgreSQL's. */
    COST_QUESTION("cost.question", 3.9, Origin.DERIVED),

    /** Events of a whole life. */
    EVENTS("events", 14, Origin.MEASURED),
    /** Events of a case answered on the spot. */
    EVENTS_ON_THE_SPOT("events.on-the-spot", 2, Origin.DERIVED),
    /** Kilobytes of an event in a topic, headers included, before compression. */
    EVENT("event", 1, Origin.DERIVED),
    /** Size of the databases with their indexes by that of one copy of the topics. */
    DATABASES("databases", 2.5, Origin.DERIVED),
    /** Kilobytes that a whole life writes to PostgreSQL's log. */
    WAL("wal", 150, Origin.ASSUMED),
    /** Megabytes of files sent with a case. */
    FILES("files", 0.2, Origin.ASSUMED),
    /** Events that one assessment service counts a second. */
    COUNTED("counted", 9_166, Origin.MEASURED),

    /** Copies of the topics. */
    COPIES("copies", 3, Origin.ASSUMED),
    /** Partitions of the topic of cases. */
    PARTITIONS("partitions", 12, Origin.ASSUMED),
    /** Connections of an instance to its database. */
    CONNECTIONS("connections", 20, Origin.DERIVED),
    /** Gigabytes of memory of an instance. */
    SERVICE_MEMORY("memory.service", 1, Origin.DERIVED),
    /** Months of the databases that should stand in memory. */
    HOT_MONTHS("hot-months", 3, Origin.ASSUMED),
    /** Gigabytes of databases that one primary is to keep at most. */
    PRIMARY("primary", 4_000, Origin.ASSUMED);

    /** How far a number can be trusted. */
    public enum Origin {
        /** By a command of the suite, named in the words. */
        MEASURED,
        /** Calculated from measured ones. */
        DERIVED,
        /** Not known: take your own. */
        ASSUMED
    }

    private final String key;
    private final double usual;
    private final Origin origin;

    Assumption(String key, double usual, Origin origin) {
        this.key = key;
        this.usual = usual;
        this.origin = origin;
    }

    /** Its name for people. */
    public String key() {
        return key;
    }

    /** What it is if nobody says otherwise. */
    public double usual() {
        return usual;
    }

    /** Where that comes from. */
    public Origin origin() {
        return origin;
    }

    /** The one of this name. */
    public static Optional<Assumption> named(String key) {
        return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
    }
}
