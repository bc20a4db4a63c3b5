package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.hotissue.model.Terms;
import org.hotline12345.assessment.hotissue.model.Vocabulary;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;

/** The counts of features in the database. */
@ApplicationScoped
class VocabularyStore {
    private static final String TOTAL = """
            select cases
            from text_feature_state
            """;

    private static final String COUNTS = """
            select feature, cases
            from text_feature
            where feature = any($1::integer[])
            """;

    private static final Table<Map.Entry<Integer, Integer>> COUNTED = new Table<Map.Entry<Integer, Integer>>(
                    "text_feature")
            .number("feature", Map.Entry::getKey)
            .key()
            .number("cases", Map.Entry::getValue)
            .set("old.cases + new.cases");

    private static final String ADD_TOTAL = """
            update text_feature_state
            set cases = cases + $1,
                first_at = least(first_at, $2)
            returning cases
            """;

    private static final String FORGET = """
            delete from text_feature
            where cases < 2
            """;

    private static final String HALVE = """
            update text_feature
            set cases = cases / 2
            """;

    private static final String HALVE_TOTAL = """
            update text_feature_state
            set cases = cases / 2
            """;

    /** What is known of the features of these texts. */
    Uni<Vocabulary> of(Mutiny.Session session, Collection<Terms> texts) {
        Set<Integer> wanted = new HashSet<>();
        texts.forEach(terms -> wanted.addAll(terms.counts().keySet()));
        var sql = Sql.on(session);
        return sql.first(TOTAL)
                .chain(total -> sql.select(COUNTS, (Object) wanted.toArray(Integer[]::new))
                        .map(rows -> {
                            Map<Integer, Integer> counts = new HashMap<>();
                            rows.forEach(row -> counts.put(row.getInteger("feature"), row.getInteger("cases")));
                            return new Known(total.getLong("cases"), counts);
                        }));
    }

    /** Counts the texts, the first of which is of this moment. */
    Uni<Void> count(Mutiny.Session session, Collection<Terms> texts, Instant first) {
        Map<Integer, Integer> counts = new TreeMap<>();
        texts.forEach(terms -> terms.counts().keySet().forEach(feature -> counts.merge(feature, 1, Integer::sum)));
        var sql = Sql.on(session);
        return new Writes()
                .upsert(COUNTED, counts.entrySet())
                .run(sql)
                .chain(() -> sql.first(ADD_TOTAL, (long) texts.size(), first))
                .chain(row -> row.getLong("cases") < Vocabulary.HALVE_AT
                        ? Uni.createFrom().voidItem()
                        : sql.update(FORGET)
                                .chain(() -> sql.update(HALVE))
                                .chain(() -> sql.update(HALVE_TOTAL))
                                .replaceWithVoid());
    }

    private record Known(long cases, Map<Integer, Integer> counts) implements Vocabulary {
        @Override
        public int casesWith(int feature) {
            return counts.getOrDefault(feature, 0);
        }
    }
}
