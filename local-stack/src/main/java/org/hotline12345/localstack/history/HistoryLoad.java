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
            name: %s
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
        return imported(client, "invented").run(file(plans), home, progress);
    }

    /**
     * Carries the plans in as a part of more, and does not wait until they are counted.
     *
     * @param name Of the part: what is in of it is remembered in the folder under its name.
     * @param progress The same.
     */
    public static ImportReport carryPart(
            HotlineClient client, Path home, String name, List<CasePlan> plans, IntConsumer progress) {
        return imported(client, name).runUncounted(file(plans), home, progress);
    }

    private static HistoryImport imported(HotlineClient client, String name) {
        try {
            byte[] text = PROFILE.formatted(name).getBytes(StandardCharsets.UTF_8);
            Profile profile = ProfileFile.read(new ByteArrayInputStream(text));
            return new HistoryImport(profile, new SuiteCalls(client));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HistoryFile file(List<CasePlan> plans) {
        return new HistoryFile(plans.size(), plans, List.of(), new Notes());
    }
}
