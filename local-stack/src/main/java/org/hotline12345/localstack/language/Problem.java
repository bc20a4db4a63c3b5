package org.hotline12345.localstack.language;

/** Something the reader can act on: the text names the cause and the remedy, and no stack trace is shown. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final boolean usage;

    private Problem(String text, boolean usage, Throwable cause) {
        super(text, cause);
        this.text = text;
        this.usage = usage;
    }

    /** A problem by the key of its text. */
    public static Problem of(String key, Object... arguments) {
        return new Problem(Words.get().say(key, arguments), false, null);
    }

    /** A problem with the exception behind it. */
    public static Problem because(Throwable cause, String key, Object... arguments) {
        return new Problem(Words.get().say(key, arguments), false, cause);
    }

    /** The arguments of the command are wrong: exit status 2. */
    public static Problem usage(String key, Object... arguments) {
        return new Problem(Words.get().say(key, arguments), true, null);
    }

    /** The problem among the causes of an exception; null when there is none. */
    public static Problem in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        return null;
    }

    /** In the reader's language. */
    public String text() {
        return text;
    }

    /** Whether the arguments were wrong. */
    public boolean usage() {
        return usage;
    }
}
