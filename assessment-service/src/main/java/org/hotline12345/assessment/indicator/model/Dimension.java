package org.hotline12345.assessment.indicator.model;

import java.util.Arrays;
import java.util.Optional;

/** What figures are broken down by. */
public enum Dimension {
    /** Lead unit. */
    UNIT("unit"),
    /** Area. */
    AREA("area"),
    /** Category, rolled up to a level of the tree. */
    CATEGORY("category"),
    /** Channel. */
    CHANNEL("channel"),
    /** Case type. */
    TYPE("type"),
    /** Not at all: one row. */
    NONE("none");

    private final String code;

    Dimension(String code) {
        this.code = code;
    }

    /** Name in requests; of all but {@link #NONE} also the column of the facts. */
    public String code() {
        return code;
    }

    /** The dimension of this name. */
    public static Optional<Dimension> of(String code) {
        return Arrays.stream(values()).filter(d -> d.code.equals(code)).findFirst();
    }
}
