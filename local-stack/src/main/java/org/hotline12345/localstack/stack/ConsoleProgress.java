package org.hotline12345.localstack.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.hotline12345.localstack.language.Words;

/** Prints one line for every step. */
public final class ConsoleProgress implements Progress {
    private final PrintStream out;

    /** Prints here. */
    public ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void say(String key, Object... arguments) {
        out.println(Words.get().say(key, arguments));
    }

    @Override
    public void started(Part part, Duration took) {
        String seconds = String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
        say("stack.started", Words.get().say("part." + part.code()), seconds);
    }
}
