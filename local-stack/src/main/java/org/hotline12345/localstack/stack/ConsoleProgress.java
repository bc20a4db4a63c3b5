package org.hotline12345.localstack.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
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
    public void started(Instance instance, Duration took) {
        String seconds = String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
        say("stack.started", instance.title(), seconds);
    }

    /** A bar for what is counted. */
    public static ProgressBar bar(String name, long whole) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(whole)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .build();
    }
}
