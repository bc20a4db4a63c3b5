package org.hotline12345.localstack.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.hotline12345.embedded.Folders;
import org.hotline12345.localstack.demo.Play;
import org.hotline12345.localstack.home.ProjectFolder;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.ConsoleProgress;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hotline fuzz}: a suite of its own with some cases in every state, and requests of every kind. Status 1 if anything was found. */
@Command(name = "fuzz")
public final class FuzzCommand implements Callable<Integer> {
    private static final int CASES = 40;
    private static final int SHOWN = 100;

    @Option(names = "--requests", defaultValue = "10000", paramLabel = "N", descriptionKey = "option.requests")
    private int requests;

    @Option(names = "--seed", defaultValue = "12345", paramLabel = "N", descriptionKey = "option.fuzz.seed")
    private long seed;

    private final Words words = Words.get();

    @Override
    public Integer call() {
        if (requests < 1) {
            throw Problem.usage("fuzz.requests.range");
        }
        var progress = new ConsoleProgress(System.out);
        Path folder;
        try {
            folder = Files.createTempDirectory("hotline-fuzz-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a scratch folder", e);
        }
        // the limit for one address would keep most requests from what lies behind it
        var options = StackOptions.defaults()
                .withFreePorts()
                .withScratchFolder()
                .withEnvironment("HOTLINE_HTTP_PUBLIC_REQUESTS_PER_MINUTE", "1000000000");
        // what breaks off leaves its folder too: the logs say why
        int status = 1;
        try (var stack = Stack.start(folder, options, progress)) {
            try (var client = stack.client()) {
                var unread = new PrintStream(OutputStream.nullOutputStream());
                new Play(client, unread, folder.resolve("logs").toString()).perform(CASES, seed);
            }
            var fuzz = new Fuzz(options.addresses(), stack.tokens()::token, ProjectFolder.find(), seed);
            try (ProgressBar bar = ConsoleProgress.bar("fuzz", requests)) {
                fuzz.run(requests, Duration.ofDays(1), bar::stepTo);
            }
            status = tell(fuzz);
        } finally {
            leave(folder, status == 0);
        }
        return status;
    }

    private void leave(Path folder, boolean useless) {
        if (!useless) {
            System.out.println(words.say("fuzz.kept", folder));
            return;
        }
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            System.err.println(words.say("fuzz.left", folder));
        }
    }

    private int tell(Fuzz fuzz) {
        List<String> findings = fuzz.findings();
        findings.stream().limit(SHOWN).forEach(System.out::println);
        if (findings.size() > SHOWN) {
            System.out.println(words.say("fuzz.more", findings.size() - SHOWN));
        }
        System.out.println(words.say("fuzz.statuses", fuzz.statuses()));
        System.out.println(words.say(findings.isEmpty() ? "fuzz.none" : "fuzz.found", requests, seed, findings.size()));
        return findings.isEmpty() ? 0 : 1;
    }
}
