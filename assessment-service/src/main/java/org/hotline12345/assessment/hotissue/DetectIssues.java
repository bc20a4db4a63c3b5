package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.hotissue.CaseTexts.Told;
import org.hotline12345.assessment.hotissue.model.CaseGroup;
import org.hotline12345.assessment.hotissue.model.IssueName;
import org.hotline12345.assessment.hotissue.model.IssueName.Title;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.HotIssueDetected;

/**
 * Makes an issue of a group when enough cases of several citizens are in it, and names it: at once, and again whenever it has
 * grown by half, of its latest cases. A name that staff gave stays.
 */
@ApplicationScoped
class DetectIssues {
    /** Of so many of the latest cases a name is made. */
    static final int CASES_OF_NAME = 50;

    /** Of so many cases the event tells the ids. */
    private static final int CASES_OF_EVENT = 200;

    private static final String DUE = """
            select
              group_id, state, size, last_at, place, category, named_by,
              (select count(distinct citizen)
               from (
                 select citizen
                 from case_group_member
                 where case_group_member.group_id = case_group.group_id
                 limit 100) seen) as citizens
            from case_group
            where group_id = any($1::uuid[])
              and size >= $2
              and size >= named_size * 1.5
            """;

    private static final String NAME = """
            update case_group
            set name = case when named_by is null then $2 else name end,
                words = $3::text[],
                named_size = size
            where group_id = $1
            """;

    private static final String DETECT = """
            update case_group
            set state = 'FOUND',
                detected_at = $2
            where group_id = $1
            """;

    private static final String CASES = """
            select case_id
            from case_group_member
            where group_id = $1
            order by at desc, case_id
            limit $2
            """;

    private final CaseTexts texts;
    private final Outbox outbox;
    private final OfficeCopy office;
    private final HotIssueConfig config;
    private final Clock clock;

    DetectIssues(CaseTexts texts, Outbox outbox, OfficeCopy office, HotIssueConfig config, Clock clock) {
        this.texts = texts;
        this.outbox = outbox;
        this.office = office;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Looks at groups that changed.
     *
     * @param imported Whether the cases that changed them were moved in from an older system.
     */
    Uni<Void> detect(Mutiny.Session session, Collection<CaseGroup> changed, boolean imported) {
        UUID[] large = changed.stream()
                .filter(group -> group.size() >= config.leastCases())
                .map(CaseGroup::id)
                .toArray(UUID[]::new);
        if (large.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return Sql.on(session)
                .select(DUE, large, config.leastCases())
                .chain(rows -> Multi.createFrom()
                        .iterable(rows.stream()
                                .filter(row -> row.getLong("citizens") >= 2)
                                .toList())
                        .onItem()
                        .transformToUniAndConcatenate(row -> look(session, row, imported))
                        .onItem()
                        .ignoreAsUni());
    }

    private Uni<Void> look(Mutiny.Session session, Row row, boolean imported) {
        var sql = Sql.on(session);
        UUID id = row.getUUID("group_id");
        return texts.ofGroup(sql, id, CASES_OF_NAME)
                .map(told -> named(told, row.getString("place"), row.getString("category")))
                .chain(name -> sql.update(NAME, id, name.name(), name.words().toArray(String[]::new))
                        .chain(() -> "FORMING".equals(row.getString("state"))
                                ? announce(session, row, name.name(), imported)
                                : Uni.createFrom().voidItem()));
    }

    /** Makes a group an issue without waiting for its size: staff say that it is one. */
    Uni<Void> name(Sql sql, UUID id, String place, String category) {
        return texts.ofGroup(sql, id, CASES_OF_NAME)
                .map(told -> named(told, place, category))
                .chain(name -> sql.update(NAME, id, name.name(), name.words().toArray(String[]::new)))
                .replaceWithVoid();
    }

    private Uni<Void> announce(Mutiny.Session session, Row row, String name, boolean imported) {
        var sql = Sql.on(session);
        UUID id = row.getUUID("group_id");
        Instant now = clock.instant();
        return sql.update(DETECT, id, now)
                .chain(() -> sql.select(CASES, id, CASES_OF_EVENT))
                .chain(cases -> outbox.add(
                        session,
                        EventDraft.of(
                                        new HotIssueDetected(
                                                id,
                                                name,
                                                row.getString("category"),
                                                row.getString("place"),
                                                cases.stream()
                                                        .map(c -> c.getUUID("case_id"))
                                                        .toList(),
                                                now),
                                        now)
                                .imported(imported)))
                .replaceWithVoid();
    }

    /** The name; of place and kind where the titles share no words. */
    private IssueName named(List<Told> cases, String place, String category) {
        IssueName found = IssueName.of(cases.stream()
                .filter(DetectIssues::mayBeQuoted)
                .map(told -> new Title(told.event().citizenRef(), told.event().title()))
                .toList());
        if (!found.name().isEmpty()) {
            return found;
        }
        var parts = new ArrayList<String>();
        parts.add(office.area(place).map(AreaInfo::name).orElse(place));
        parts.add(office.category(category).map(CategoryInfo::name).orElse(category));
        String name = parts.stream().filter(Objects::nonNull).collect(Collectors.joining(" "));
        return new IssueName(name.isEmpty() ? "未命名" : name, found.words());
    }

    /** A report of a unit, and what a citizen wants kept from the unit, lends no words to a name that many read. */
    private static boolean mayBeQuoted(Told told) {
        return told.event().respondent() == null && told.event().anonymity() != Anonymity.HIDDEN_FROM_UNIT;
    }
}
