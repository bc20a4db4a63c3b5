package org.hotline12345.localstack.history;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.history.model.CasePlan;
import org.hotline12345.localstack.history.model.ImportReport;
import org.hotline12345.localstack.history.model.Notes;
import org.hotline12345.localstack.history.model.Profile;

/** Fills a stack with invented history by the same way that real history takes. */
public final class HistoryLoad {
    private static final String PROFILE = """
            name: invented
            source: {dates: ["yyyy"]}
            key: {column: number}
            case: {occurredAt: at}
            handling:
              sign: {actor: "history:{unit}:handler"}
              reply:
                at: replied
                disposition: RESOLVED
                text: {column: reply}
                author: "history:{unit}:handler"
                reviewer: "history:{unit}:reviewer"
                signOff: "history:{unit}:leader"
            """;

    private HistoryLoad() {}

    /**
     * Carries the plans in and waits until all are counted.
     *
     * @param progress Told how many rows are done, rows under way by the part that is.
     */
    public static ImportReport carry(HotlineClient client, Path home, List<CasePlan> plans, IntConsumer progress) {
        try {
            Profile profile = ProfileFile.read(new ByteArrayInputStream(PROFILE.getBytes(StandardCharsets.UTF_8)));
            HistoryFile file = new HistoryFile(plans.size(), plans, List.of(), new Notes());
            return new HistoryImport(profile, new SuiteCalls(client)).run(file, home, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
