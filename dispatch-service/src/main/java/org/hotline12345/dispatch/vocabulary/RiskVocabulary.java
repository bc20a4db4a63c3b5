package org.hotline12345.dispatch.vocabulary;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.database.WorkerThreads;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.vocabulary.Vocabulary;
import org.hotline12345.chassis.vocabulary.model.Section;
import org.hotline12345.chassis.vocabulary.model.Trial;
import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.dispatch.routing.model.RiskWords;
import org.hotline12345.dispatch.vocabulary.RecentTextQueries.CaseText;

/** Words by which risks are seen in what citizens say 风险词语. */
@Singleton
public class RiskVocabulary extends Vocabulary<RiskWords> {
    private static final int SHORTEST = 2;
    private static final List<Section> SECTIONS = List.of(
            Section.words("self-harm", "轻生", "Self-harm", SHORTEST),
            Section.words("violence", "暴力", "Violence", SHORTEST),
            Section.words("danger", "险情", "Danger", SHORTEST),
            Section.words("crowd", "聚集", "A crowd gathers", SHORTEST),
            Section.words("harmless", "看似风险、实则无害的词语", "Harmless words that hold a risky one", SHORTEST));

    private final RecentTextQueries recent;
    private final Vertx vertx;

    RiskVocabulary(PhraseFiles files, RecentTextQueries recent, Vertx vertx) {
        super("risk-words", new Text("风险词语", "Risk words"), SECTIONS, files.document("risk-words.v1"));
        this.recent = recent;
        this.vertx = vertx;
    }

    @Override
    protected boolean onceOnly() {
        return true;
    }

    @Override
    protected RiskWords compile(Map<String, List<String>> sections, int version) {
        return new RiskWords(sections, version);
    }

    @Override
    protected Uni<Trial> compare(RiskWords inForce, RiskWords tried, int most, List<String> hiddenFrom) {
        return recent.cases(most, hiddenFrom)
                .chain(cases -> WorkerThreads.run(vertx, () -> {
                    var tally = new Trial.Tally();
                    cases.forEach(one -> tally.add(one.source(), raised(inForce, one), raised(tried, one)));
                    return tally.trial();
                }));
    }

    private static List<Trial.RaisedFlag> raised(RiskWords words, CaseText text) {
        return words.find(text.title(), text.text()).stream()
                .map(RiskVocabulary::raised)
                .toList();
    }

    private static Trial.RaisedFlag raised(RiskFlag flag) {
        return new Trial.RaisedFlag(flag.kind().name(), flag.words());
    }
}
