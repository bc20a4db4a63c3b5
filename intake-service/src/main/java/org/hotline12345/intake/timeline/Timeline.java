package org.hotline12345.intake.timeline;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;
import org.hotline12345.intake.timeline.model.Wording;

/** What happened to cases, in order. Words are made when it is read, in the reader's language. */
@ApplicationScoped
public class Timeline {
    private static final Table<TimelineEntry> ENTRIES = new Table<TimelineEntry>("timeline_entry")
            .uuid("case_id", TimelineEntry::caseId)
            .time("at", TimelineEntry::at)
            .uuid("entry_id", TimelineEntry::entryId)
            .name("kind", TimelineEntry::kind)
            .text("actor", TimelineEntry::actor)
            .json("data", entry -> json(entry.data()));

    /**
     * The timeline of a case {@code c} as a column {@code timeline}, for {@link #of(Row)}. While a case is handled with another
     * one, the date of that one's answer is its own: it is told of more time too.
     */
    public static final String COLUMN = """
            (
              select
                json_agg(
                  json_build_object('at', at, 'entryId', entry_id, 'kind', kind, 'actor', actor, 'data', data)
                  order by at, entry_id)::text
              from (
                select at, entry_id, kind, actor, data
                from timeline_entry
                where case_id = c.case_id
                union all
                select of_lead.at, of_lead.entry_id, of_lead.kind, of_lead.actor, of_lead.data
                from timeline_entry merged
                join timeline_entry of_lead on of_lead.case_id = (merged.data ->> 'leadCaseId')::uuid
                where merged.case_id = c.case_id
                  and merged.kind = 'MERGED'
                  and of_lead.kind = 'EXTENDED'
                  and of_lead.at >= merged.at
                  and not exists (
                    select
                    from timeline_entry apart
                    where apart.case_id = c.case_id
                      and apart.kind in ('UNMERGED', 'DISPATCHED')
                      and apart.at > merged.at
                      and apart.at <= of_lead.at)) as told) as timeline""";

    private final OfficeCopy office;

    public Timeline(OfficeCopy office) {
        this.office = office;
    }

    /** Writes the entries; one that is there already is left as it is. */
    public void add(Writes writes, Collection<TimelineEntry> entries) {
        writes.insertMissing(ENTRIES, entries);
    }

    /** The entries of the case of a row with {@link #COLUMN}, the earliest first. */
    public static List<TimelineEntry> of(Row row) {
        String timeline = row.getString("timeline");
        return timeline == null
                ? List.of()
                : TimelineEntry.withSuperseded(new JsonArray(timeline)
                        .stream()
                                .map(JsonObject.class::cast)
                                .map(entry -> entry(row.getUUID("case_id"), entry))
                                .toList());
    }

    private static TimelineEntry entry(UUID caseId, JsonObject entry) {
        var data = new HashMap<String, String>();
        entry.getJsonObject("data").forEach(named -> data.put(named.getKey(), (String) named.getValue()));
        return new TimelineEntry(
                caseId,
                OffsetDateTime.parse(entry.getString("at")).toInstant(),
                UUID.fromString(entry.getString("entryId")),
                TimelineKind.valueOf(entry.getString("kind")),
                entry.getString("actor"),
                data);
    }

    /** Words in this language, with the names of units as they are now. */
    public Wording wording(Language language) {
        return new Wording(
                language, code -> office.unit(code).map(UnitInfo::name).orElse(code));
    }

    /** An object of texts as JSON. */
    public static String json(Map<String, String> data) {
        return new JsonObject(new HashMap<String, Object>(data)).encode();
    }
}
