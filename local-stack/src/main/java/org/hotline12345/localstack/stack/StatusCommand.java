package org.hotline12345.localstack.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.hotline12345.embedded.Ports;
import org.hotline12345.localstack.home.Home;
import org.hotline12345.localstack.home.HomeOption;
import org.hotline12345.localstack.language.TextTable;
import org.hotline12345.localstack.language.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hotline status}: what runs on a folder, and where. Status 0 only if all of it can work. */
@Command(name = "status")
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home;

    @Override
    public Integer call() {
        var words = Words.get();
        Home folder = Home.existing(home.path());
        OptionalLong launcher = folder.launcher().running();
        var running = RunningStack.on(folder.folder());
        if (running.isEmpty()) {
            System.out.println(
                    launcher.isPresent()
                            ? words.say("status.starting", folder.folder(), launcher.getAsLong())
                            : words.say("status.stopped", folder.folder()));
            return 1;
        }
        System.out.println(words.say("status.running", folder.folder(), launcher.orElse(0)));
        var readiness = new Readiness();
        boolean all = true;
        List<List<String>> rows = new ArrayList<>();
        for (Instance instance : running.get().instances()) {
            boolean ready = instance.part().program()
                    ? readiness.of(running.get().url(instance))
                    : Ports.busy(running.get().port(instance));
            all &= ready;
            rows.add(List.of(
                    "  " + instance.title(),
                    running.get().address(instance),
                    words.say(ready ? "status.ready" : "status.not.ready")));
        }
        TextTable.lines(rows).forEach(System.out::println);
        return all ? 0 : 1;
    }
}
