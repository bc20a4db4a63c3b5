package org.hotline12345.intake.timeline;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;
import org.hotline12345.intake.timeline.model.Wording;

/** What happened to cases, in order. Words are made when it is read, in the reader's language. */
@ApplicationScoped
public class Timeline {
    private static final String INSERT = """
            insert into timeline_entry (case_id, at, entry_id, kind, actor, data)
            select case_id, at, entry_id, kind, actor, data::jsonb
            from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[], $6::text[])
              as entry (case_id, at, entry_id, kind, actor, data)
            on conflict do nothing
            """;

    /**
     * The names and values of {@code data} as two arrays: drivers differ in how they hand jsonb over. While a case is handled with
     * another one, the date of that one's answer is its own: it is told of more time too.
     */
    private static final String FIND = """
            select at, entry_id, kind, actor,
              array(select key from jsonb_each_text(data) order by key) as names,
              array(select value from jsonb_each_text(data) order by key) as texts
            from (
              select at, entry_id, kind, actor, data
              from timeline_entry
              where case_id = $1
              union all
              select of_lead.at, of_lead.entry_id, of_lead.kind, of_lead.actor, of_lead.data
              from timeline_entry merged
              join timeline_entry of_lead on of_lead.case_id = (merged.data ->> 'leadCaseId')::uuid
              where merged.case_id = $1
                and merged.kind = 'MERGED'
                and of_lead.kind = 'EXTENDED'
                and of_lead.at >= merged.at
                and not exists (
                  select
                  from timeline_entry apart
                  where apart.case_id = $1
                    and apart.kind in ('UNMERGED', 'DISPATCHED')
                    and apart.at > merged.at
                    and apart.at <= of_lead.at)
            ) as told
            order by at, entry_id
            """;

    private final OfficeCopy office;

    public Timeline(OfficeCopy office) {
        this.office = office;
    }

    /** Writes the entries in one statement; one that is there already is left as it is. */
    public Uni<Void> add(Sql sql, List<TimelineEntry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        int size = entries.size();
        var cases = new UUID[size];
        var times = new Instant[size];
        var ids = new UUID[size];
        var kinds = new String[size];
        var actors = new String[size];
        var data = new String[size];
        for (int i = 0; i < size; i++) {
            TimelineEntry entry = entries.get(i);
            cases[i] = entry.caseId();
            times[i] = entry.at();
            ids[i] = entry.entryId();
            kinds[i] = entry.kind().name();
            actors[i] = entry.actor();
            data[i] = json(entry.data());
        }
        return sql.update(INSERT, cases, times, ids, kinds, actors, data).replaceWithVoid();
    }

    /** The entries of a case, the earliest first. */
    public Uni<List<TimelineEntry>> of(Sql sql, UUID caseId) {
        return sql.select(FIND, caseId).map(rows -> {
            var entries = new ArrayList<TimelineEntry>(rows.size());
            for (Row row : rows) {
                String[] names = row.getArrayOfStrings("names");
                String[] texts = row.getArrayOfStrings("texts");
                var data = new HashMap<String, String>();
                for (int i = 0; i < names.length; i++) {
                    data.put(names[i], texts[i]);
                }
                entries.add(new TimelineEntry(
                        caseId,
                        row.getOffsetDateTime("at").toInstant(),
                        row.getUUID("entry_id"),
                        TimelineKind.valueOf(row.getString("kind")),
                        row.getString("actor"),
                        data));
            }
            return entries;
        });
    }

    /** Words in this language, with the names of units as they are now. */
    public Wording wording(Language language) {
        return new Wording(
                language, code -> office.unit(code).map(UnitInfo::name).orElse(code));
    }

    /** An object of texts as JSON. */
    public static String json(Map<String, String> data) {
        return new io.vertx.core.json.JsonObject(new HashMap<String, Object>(data)).encode();
    }
}
