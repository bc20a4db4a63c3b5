package org.hotline12345.intake.similarity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hotline12345.chassis.database.WorkerThreads;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.vocabulary.Vocabulary;
import org.hotline12345.chassis.vocabulary.model.Phrases;
import org.hotline12345.chassis.vocabulary.model.Section;
import org.hotline12345.chassis.vocabulary.model.Trial;
import org.hotline12345.intake.similarity.RecentCaseQueries.RecentCase;
import org.hotline12345.intake.similarity.model.TextRepeats;

/** Phrases that count for nothing when texts are compared for duplicates 疑似重复的套话. */
@Singleton
public class DuplicateVocabulary extends Vocabulary<Phrases> {
    private static final String EVERYBODY = "everybody";
    private static final String FILE = "/phrases/duplicate-phrases.v1.txt";
    private static final String REPEAT = "REPEAT";

    private final RecentCaseQueries recent;
    private final Vertx vertx;

    DuplicateVocabulary(RecentCaseQueries recent, Vertx vertx) {
        super(
                "duplicate-phrases",
                new Text("比较重复诉求时不计的用语", "Phrases left out when duplicates are looked for"),
                List.of(Section.phrases(EVERYBODY, "人人都写的用语", "Phrases that everybody writes")),
                file());
        this.recent = recent;
        this.vertx = vertx;
    }

    /** The phrases that are shipped. */
    public static Phrases shippedPhrases() {
        return new DuplicateVocabulary(null, null).inForce();
    }

    @Override
    protected Phrases compile(Map<String, List<String>> sections, int version) {
        return Phrases.of(sections.get(EVERYBODY).toArray(String[]::new));
    }

    /** Which of the latest cases look like another of them. */
    @Override
    protected Uni<Trial> compare(Phrases inForce, Phrases tried, int most, List<String> hiddenFrom) {
        return recent.cases(most, hiddenFrom)
                .chain(cases -> WorkerThreads.run(vertx, () -> {
                    var told = cases.stream().map(RecentCase::told).toList();
                    int[] before = TextRepeats.of(inForce, told);
                    int[] after = TextRepeats.of(tried, told);
                    var tally = new Trial.Tally();
                    IntStream.range(0, cases.size())
                            .forEach(i -> tally.add(
                                    cases.get(i).source(), repeats(cases, before[i]), repeats(cases, after[i])));
                    return tally.trial();
                }));
    }

    private static List<Trial.RaisedFlag> repeats(List<RecentCase> cases, int other) {
        return other == TextRepeats.NONE
                ? List.of()
                : List.of(new Trial.RaisedFlag(REPEAT, List.of(cases.get(other).caseNumber())));
    }

    private static String file() {
        try (InputStream in = DuplicateVocabulary.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
