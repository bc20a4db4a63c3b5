package org.hotline12345.intake.knowledge;

import java.util.List;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseEvent;

/** Counts by day how often cases were answered with an article. */
public final class ArticleUses {
    private static final String COUNT = """
            insert into knowledge_use as u (code, day, uses)
            select code, day, count(*)
            from unnest($1::text[], $2::date[]) as used (code, day)
            group by code, day
            order by code, day
            on conflict (code, day) do update
            set uses = u.uses + excluded.uses
            """;

    private ArticleUses() {}

    /** Counts the answers among these events; each event comes once. */
    public static void follow(Writes writes, List<? extends CaseEvent> events) {
        var answers = events.stream()
                .filter(CaseAnsweredDirectly.class::isInstance)
                .map(CaseAnsweredDirectly.class::cast)
                .filter(answer -> answer.article() != null)
                .toList();
        if (!answers.isEmpty()) {
            writes.sql(
                    COUNT,
                    answers.stream().map(answer -> answer.article().code()).toList(),
                    answers.stream()
                            .map(answer -> ShanghaiTime.of(answer.answeredAt()).toLocalDate())
                            .toList());
        }
    }
}
