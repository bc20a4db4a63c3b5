package org.hotline12345.localstack.stack;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.home.HomeOption;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hotline stop}: stops in good order what runs on a folder, as Ctrl-C does in its terminal. */
@Command(name = "stop")
public final class StopCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Mixin
    private HomeOption home;

    @Override
    public Integer call() {
        Home folder = Home.existing(home.path());
        OptionalLong launcher = folder.launcher().running();
        if (launcher.isEmpty()) {
            System.out.println(Words.get().say("status.stopped", folder.folder()));
            return 0;
        }
        ProcessHandle.of(launcher.getAsLong()).ifPresent(ProcessHandle::destroy);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (folder.launcher().running().isPresent()) {
            if (System.nanoTime() > end) {
                throw Problem.of("stop.slow", launcher.getAsLong(), PATIENCE.toSeconds());
            }
            Pause.millis(100);
        }
        System.out.println(Words.get().say("stack.stopped"));
        return 0;
    }
}
