package org.hotline12345.assessment.definition.model;

import java.util.Arrays;
import java.util.Optional;

/** What figures are broken down by. */
public enum Dimension {
    /** Lead unit. */
    UNIT("unit"),
    /** Comparison group of the lead unit. */
    GROUP("group"),
    /** Area, as it was given or rolled up to a level. */
    AREA("area"),
    /** Category, rolled up to a level of the tree. */
    CATEGORY("category"),
    CHANNEL("channel"),
    /** Case type. */
    TYPE("type"),
    /** Pattern of the problem. */
    PATTERN("pattern"),
    /** What the handling came to; of a case in its latest round. */
    DISPOSITION("disposition"),
    /** Not at all: one row. */
    NONE("none");

    private final String code;

    Dimension(String code) {
        this.code = code;
    }

    /** Name in requests. */
    public String code() {
        return code;
    }

    /** Whether its rows are the work of units: then acceptance is what they signed of what they were given. */
    public boolean ofUnits() {
        return this == UNIT || this == GROUP;
    }

    /** The dimension of this name. */
    public static Optional<Dimension> of(String code) {
        return Arrays.stream(values()).filter(d -> d.code.equals(code)).findFirst();
    }
}
