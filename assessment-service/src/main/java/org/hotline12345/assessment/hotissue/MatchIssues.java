package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.hotissue.model.CaseEntry;
import org.hotline12345.assessment.hotissue.model.Grouping;
import org.hotline12345.assessment.hotissue.model.Grouping.Placed;
import org.hotline12345.assessment.hotissue.model.GroupingRules;
import org.hotline12345.assessment.hotissue.model.Terms;
import org.hotline12345.chassis.database.UuidV7;

/** Finds the cases to which something belongs that was said elsewhere and is no case. */
@ApplicationScoped
public class MatchIssues {
    private final VocabularyStore vocabulary;
    private final GroupStore groups;
    private final CaseEntries entries;
    private final OfficePlaces places;
    private final IssueRulesStore rules;

    MatchIssues(
            VocabularyStore vocabulary,
            GroupStore groups,
            CaseEntries entries,
            OfficePlaces places,
            IssueRulesStore rules) {
        this.vocabulary = vocabulary;
        this.groups = groups;
        this.entries = entries;
        this.places = places;
        this.rules = rules;
    }

    /**
     * Something that was said.
     *
     * @param area Area. May be null.
     * @param category Category. May be null.
     */
    public record Said(UUID id, Instant at, String title, String text, String area, String category) {}

    /** The groups of cases to which these belong, by id; what belongs to none is not in it. At most some hundred at a time. */
    public Uni<Map<UUID, Placed>> match(Mutiny.Session session, List<Said> said) {
        Map<Said, Terms> terms = new LinkedHashMap<>();
        said.forEach(s -> {
            Terms of = Terms.of(s.title(), s.text());
            if (!of.isEmpty()) {
                terms.put(s, of);
            }
        });
        if (terms.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return vocabulary.of(session, terms.values()).chain(known -> {
            List<CaseEntry> wanted = terms.entrySet().stream()
                    .map(e -> entries.of(
                            e.getKey().id(),
                            e.getKey().at(),
                            e.getKey().area(),
                            e.getKey().category(),
                            e.getValue(),
                            known))
                    .toList();
            return rules.read(session)
                    .chain(set -> groups.near(session, wanted, set.window()).map(near -> {
                        var grouping = new Grouping(GroupingRules.within(set.window()), places.now(), UuidV7::next);
                        near.forEach(grouping::put);
                        return wanted.stream()
                                .flatMap(entry ->
                                        grouping.match(entry).stream().map(placed -> Map.entry(entry.caseId(), placed)))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
                    }));
        });
    }
}
