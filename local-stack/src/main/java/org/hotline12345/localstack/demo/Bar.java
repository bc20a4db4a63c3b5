package org.hotline12345.localstack.demo;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.hotline12345.localstack.language.Words;

/** Progress for the reader: a bar in a terminal, a line for every tenth elsewhere. */
final class Bar implements AutoCloseable {
    private final PrintStream out;
    private final int total;
    private final ProgressBar bar;
    private int tenth;

    Bar(PrintStream out, int total) {
        this.out = out;
        this.total = total;
        this.bar = System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(Words.get().say("demo.bar"))
                        .setInitialMax(total)
                        .setUpdateIntervalMillis(200)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setConsumer(new ConsoleProgressBarConsumer(out))
                        .build();
    }

    void show(int done) {
        if (bar != null) {
            bar.stepTo(done);
        } else if (done * 10 / total > tenth) {
            tenth = done * 10 / total;
            out.println(Words.get().say("demo.step", done, total));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
