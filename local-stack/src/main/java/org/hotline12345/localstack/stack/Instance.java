package org.hotline12345.localstack.stack;

import org.hotline12345.localstack.language.Words;

/**
 * One process of a stack.
 *
 * @param number 1 for the first of its part and so on
 */
public record Instance(Part part, int number) {
    /** More than anybody needs on one machine. */
    public static final int MOST = 9;

    public Instance {
        if (number < 1 || number > (part.program() ? MOST : 1)) {
            throw new IllegalArgumentException("there is no instance " + number + " of " + part.code());
        }
    }

    /** The first of its part, often the only one. */
    public static Instance first(Part part) {
        return new Instance(part, 1);
    }

    /** The process of a short name, {@code intake-2}. */
    public static Instance named(String code) {
        int dash = code.lastIndexOf('-');
        return dash < 0
                ? first(Part.named(code))
                : new Instance(Part.named(code.substring(0, dash)), Integer.parseInt(code.substring(dash + 1)));
    }

    /** What people call it. */
    public String title() {
        String part = Words.get().say("part." + part().code());
        return number == 1 ? part : part + " " + number;
    }

    /** Its short name, which is also that of its log file: {@code intake}, {@code intake-2}. */
    public String code() {
        return number == 1 ? part.code() : part.code() + "-" + number;
    }
}
