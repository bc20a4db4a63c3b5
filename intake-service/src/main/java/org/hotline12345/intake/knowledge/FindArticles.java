package org.hotline12345.intake.knowledge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.hotline12345.intake.knowledge.model.Relevance;

/** Finds articles that may answer what a citizen asks, while it is being typed. */
@ApplicationScoped
public class FindArticles {
    private static final int OFFERED = 5;

    private final KnowledgeQueries queries;

    FindArticles(KnowledgeQueries queries) {
        this.queries = queries;
    }

    private record Ranked(KnowledgeQueries.Candidate candidate, double relevance) {}

    /** The five that answer best, of those that hold today; any of these may be null. */
    public Uni<List<OfferedArticle>> answering(String title, String text, String category, String area) {
        var question = Relevance.to(title, text);
        if (question.pairs().length == 0) {
            return Uni.createFrom().item(List.of());
        }
        Set<String> categories = Set.copyOf(List.of(queries.above(category)));
        return queries.candidates(question.pairs(), area, category)
                .map(found -> found.stream()
                        .map(candidate -> new Ranked(
                                candidate,
                                question.of(
                                        candidate.content(),
                                        candidate.rarity(),
                                        candidate.content().categories().stream()
                                                .anyMatch(categories::contains),
                                        area != null
                                                && !candidate.content().areas().isEmpty())))
                        .filter(ranked -> ranked.relevance() > Relevance.NONE)
                        .sorted(Comparator.comparingDouble(Ranked::relevance).reversed())
                        .limit(OFFERED)
                        .map(ranked -> offered(ranked.candidate(), question))
                        .toList());
    }

    private OfferedArticle offered(KnowledgeQueries.Candidate candidate, Relevance question) {
        var content = candidate.content();
        return new OfferedArticle(
                candidate.code(),
                candidate.version(),
                content.title(),
                question.passage(content.text()),
                content.text(),
                content.areas(),
                content.unit(),
                queries.unitName(content.unit()),
                content.source(),
                content.validTo());
    }
}
