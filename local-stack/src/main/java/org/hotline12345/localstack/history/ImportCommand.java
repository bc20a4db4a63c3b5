package org.hotline12345.localstack.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.hotline12345.localstack.access.SuiteAccess;
import org.hotline12345.localstack.access.SuiteOptions;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.history.model.ImportReport;
import org.hotline12345.localstack.history.model.Profile;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.ConsoleProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hotline import}: moves a city's history in through the HTTP interfaces. */
@Command(name = "import")
public final class ImportCommand implements Callable<Integer> {
    @Option(names = "--profile", required = true, paramLabel = "P.yaml", descriptionKey = "option.profile")
    private String profile;

    @Option(names = "--json", paramLabel = "FILE", descriptionKey = "option.json")
    private Path json;

    @Option(names = "--dry-run", descriptionKey = "option.dry.run")
    private boolean dryRun;

    @Parameters(paramLabel = "FILE", descriptionKey = "parameter.history")
    private Path file;

    @Mixin
    private SuiteOptions suite;

    @Override
    public Integer call() {
        Words words = Words.get();
        HistoryFile history;
        Profile rules;
        try {
            rules = ProfileFile.named(profile);
            history = HistoryFile.read(file, rules);
        } catch (IOException | ProfileFile.ProfileMistake e) {
            throw Problem.because(e, "import.unreadable", e.getMessage());
        }
        ConsoleProgress console = new ConsoleProgress(System.out);
        console.say(
                "import.read",
                history.rows(),
                rules.title().in(words.locale()),
                history.refused().size());
        if (dryRun) {
            System.out.print(ReportText.preview(history, rules, words));
            return 0;
        }
        ImportReport report;
        try (SuiteAccess access = suite.open(console);
                HotlineClient client = access.client(SuiteCalls.CONNECTIONS);
                ProgressBar bar =
                        ConsoleProgress.bar(rules.name(), history.plans().size())) {
            report = new HistoryImport(rules, new SuiteCalls(client)).run(history, access.memory(), bar::stepTo);
        }
        System.out.print(ReportText.of(report, words));
        write(report);
        return report.complete() ? 0 : 1;
    }

    private void write(ImportReport report) {
        if (json == null) {
            return;
        }
        try {
            Files.writeString(
                    json,
                    HotlineClient.json().writerWithDefaultPrettyPrinter().writeValueAsString(ReportJson.of(report)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + json, e);
        }
    }
}
