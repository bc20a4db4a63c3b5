package org.hotline12345.bench.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which cases a kept folder gets and when each came in. The cases of a filling lie in the order of time, evenly over fourteen months;
 * what a folder gets later lies over the same months once more. All of it follows from these fields alone: what was broken off is
 * repeated as it was.
 *
 * @param asOf The present of all its cases, in whole seconds.
 * @param ends How many cases there are after each filling, ascending.
 * @param done How many are in: whole blocks.
 */
public record FillPlan(Instant asOf, List<Integer> ends, int done) {
    /** Cases that are moved in together. */
    public static final int BLOCK = 5_000;

    private static final int MONTHS = 14;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    public FillPlan {
        ends = List.copyOf(ends);
    }

    /** Cases moved in together: from the one number, without the other. */
    public record Block(int from, int to) {}

    /** Of a folder that has none. */
    public static FillPlan begun(Instant now) {
        return new FillPlan(now.truncatedTo(ChronoUnit.SECONDS), List.of(), 0);
    }

    /** How many cases it comes to. */
    public int cases() {
        return ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
    }

    /** With so many cases at least: what was begun comes to its end first. */
    public FillPlan upTo(int wanted) {
        if (wanted <= cases()) {
            return this;
        }
        List<Integer> more = new ArrayList<>(ends);
        more.add(wanted);
        return new FillPlan(asOf, more, done);
    }

    /** What is to be moved in next; empty when all are in. */
    public Optional<Block> next() {
        return ends.stream()
                .filter(end -> end > done)
                .findFirst()
                .map(end -> new Block(done, Math.min(end, done + BLOCK)));
    }

    /** After that block. */
    public FillPlan after(Block block) {
        return new FillPlan(asOf, ends, block.to());
    }

    /** When a case of it came in. */
    public Instant moment(int number) {
        int begin = 0;
        for (int end : ends) {
            if (number < end) {
                return moment((number - begin + 0.5) / (end - begin));
            }
            begin = end;
        }
        throw new IllegalArgumentException("no case " + number + " of " + cases());
    }

    private Instant moment(double share) {
        Instant first = LocalDate.ofInstant(asOf, SHANGHAI)
                .withDayOfMonth(1)
                .minusMonths(MONTHS - 1L)
                .atStartOfDay(SHANGHAI)
                .toInstant();
        return first.plusSeconds((long) (share * first.until(asOf, ChronoUnit.SECONDS)));
    }
}
