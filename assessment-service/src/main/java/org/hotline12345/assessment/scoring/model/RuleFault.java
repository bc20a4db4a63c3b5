package org.hotline12345.assessment.scoring.model;

import java.util.List;

/** A rule set says something that cannot be; the text stands under a key in both languages. */
public final class RuleFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String key;
    private final transient List<Object> args;

    /**
     * A fault.
     *
     * @param field Field of the object that is wrong, seen from that object.
     * @param key Key of the text.
     * @param args What stands in the text.
     */
    public RuleFault(String field, String key, Object... args) {
        super(field + ": " + key + " " + List.of(args));
        this.field = field;
        this.key = key;
        this.args = List.of(args);
    }

    /** Field of the object that is wrong. */
    public String field() {
        return field;
    }

    /** Key of the text. */
    public String key() {
        return key;
    }

    /** What stands in the text. */
    public List<Object> args() {
        return args;
    }

    static void unless(boolean met, String field, String key, Object... args) {
        if (!met) {
            throw new RuleFault(field, key, args);
        }
    }
}
