package org.hotline12345.bench.model;

/**
 * A measured figure.
 *
 * @param name Short name.
 * @param raw The raw limit measured in the same run, same unit. May be null.
 * @param ratio Value by raw limit. May be null.
 * @param target What is aimed at, in the unit, or as a ratio for {@link Aim#SHARE}. May be null.
 * @param pass Whether the target is met. May be null.
 * @param aim How the target is meant.
 */
public record Figure(
        String name, double value, String unit, Double raw, Double ratio, Double target, Boolean pass, Aim aim) {

    /** How a target is meant. */
    public enum Aim {
        NONE,
        /** The value is to reach it. */
        AT_LEAST,
        /** The value is not to exceed it. */
        AT_MOST,
        /** The share of the raw limit is to reach it. */
        SHARE
    }

    /** A figure for information. */
    public static Figure plain(String name, double value, String unit) {
        return new Figure(name, value, unit, null, null, null, null, Aim.NONE);
    }

    /** A figure beside its raw limit, without a target. */
    public static Figure beside(String name, double value, String unit, double raw) {
        return new Figure(name, value, unit, raw, value / raw, null, null, Aim.NONE);
    }

    /** At least this share of the raw limit. */
    public static Figure shareOf(String name, double value, String unit, double raw, double leastRatio) {
        double ratio = value / raw;
        return new Figure(name, value, unit, raw, ratio, leastRatio, ratio >= leastRatio, Aim.SHARE);
    }

    /** At least so much. */
    public static Figure atLeast(String name, double value, String unit, Double raw, double least) {
        return new Figure(
                name, value, unit, raw, raw == null ? null : value / raw, least, value >= least, Aim.AT_LEAST);
    }

    /** At most so much. */
    public static Figure atMost(String name, double value, String unit, Double raw, double most) {
        return new Figure(name, value, unit, raw, raw == null ? null : value / raw, most, value <= most, Aim.AT_MOST);
    }
}
