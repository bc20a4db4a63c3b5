package org.hotline12345.intake.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.Location;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Upstream;
import org.hotline12345.intake.cases.model.CaseFile;
import org.hotline12345.intake.cases.model.CaseStanding;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.timeline.Timeline;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;

/** Reads whole cases. */
@ApplicationScoped
public class CaseQueries {
    private static final String FIND =
            """
            select c.*, %s, p.pattern,
              (select count(*)::integer from attachment f where f.case_id = c.case_id) as attachment_count, l.link_id, l.earlier_case_id, l.earlier_case_number, l.state as link_state,
              l.proposed_by as link_proposed_by, l.hidden_from as link_hidden_from,
              %s
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            left join case_pattern p on p.case_id = c.case_id
            left join lateral (
              select k.link_id, k.earlier_case_id, k.state, k.proposed_by, e.case_number as earlier_case_number,
                %s as hidden_from
              from case_link k
              join hotline_case e on e.case_id = k.earlier_case_id
              where k.case_id = c.case_id
              order by k.proposed_at desc
              limit 1) l on true
            where c.case_id = any($1::uuid[])
            """.formatted(Cases.COLUMNS, Timeline.COLUMN, HiddenCases.accused("k.earlier_case_id"));

    private static final RecordReader<CaseView.Link> LINKS =
            RecordReader.of(CaseView.Link.class).column("state", "link_state").column("proposedBy", "link_proposed_by");

    private final Pool pool;
    private final Timeline timeline;
    private final OfficeCopy office;
    private final Caller caller;

    public CaseQueries(Pool pool, Timeline timeline, OfficeCopy office, Caller caller) {
        this.pool = pool;
        this.timeline = timeline;
        this.office = office;
        this.caller = caller;
    }

    /** A case with all that is shown of it. */
    record CaseInHand(Row row, CaseFile file) {
        /** Whether the earlier case that it is linked to is hidden from the reader. */
        private boolean isLinkHidden(Reader reader) {
            var from = (String[]) row.getValue("link_hidden_from");
            return from != null && !Collections.disjoint(List.of(from), reader.units());
        }
    }

    /**
     * Whom a case is shown to.
     *
     * @param units the reader's unit and those above it, if any
     */
    record Reader(Language language, List<String> units, Caller caller) {
        /** What may be done by one of the reader's roles; importers act on history only. */
        private List<String> allowed(CaseFile file) {
            var allowed = new ArrayList<>(CaseActions.TABLE.allowed(
                    file.status(), role -> caller.has(role) && (file.silent() || !role.equals(Roles.IMPORTER))));
            if (file.silent() && !file.status().ended() && caller.has(Roles.IMPORTER)) {
                allowed.add("go-live");
            }
            return List.copyOf(allowed);
        }
    }

    /** The caller, also for work that is done outside the request. */
    Reader reader(Language language) {
        return new Reader(language, caller.unitAndAbove(), caller.detached());
    }

    /** The case with its timeline; the problem {@code not-found} if there is none. */
    public Uni<CaseView> find(UUID caseId, Language language) {
        var reader = reader(language);
        return read(Sql.on(pool), List.of(caseId))
                .map(found -> found.stream()
                        .findFirst()
                        .map(inHand -> view(inHand, reader))
                        .orElseThrow(Problem::notFound));
    }

    /** The cases that there are. */
    Uni<List<CaseInHand>> read(Sql sql, Collection<UUID> ids) {
        return sql.select(FIND, (Object) ids.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .map(row -> new CaseInHand(row, Cases.file(row)))
                        .toList());
    }

    /** How many files came with what was told since it was read. */
    private static int attachedBy(CaseFile file) {
        return file.told().stream()
                .mapToInt(each -> each.event() instanceof CaseSupplemented e
                        ? e.attachments().size()
                        : 0)
                .sum();
    }

    /** The case with what was told since it was read. */
    CaseView view(CaseInHand inHand, Reader reader) {
        Language language = reader.language();
        boolean linkHidden = inHand.isLinkHidden(reader);
        Row row = inHand.row();
        CaseFile file = inHand.file();
        CaseStatus status = file.status();
        Instant registeredAt = Rows.instant(row, "registered_at");
        var wording = timeline.wording(language);
        var happened = new ArrayList<CaseView.Happening>();
        happened.add(new CaseView.Happening(
                registeredAt,
                TimelineKind.REGISTERED.name(),
                Text.in(language, "诉求登记", "Registered"),
                row.getString("registered_by"),
                Map.of()));
        Stream.concat(Timeline.of(row).stream(), file.told().stream().map(CaseFile.Told::entry))
                .sorted(Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::entryId))
                .map(entry -> linkHidden ? entry.without(TimelineEntry.EARLIER_NUMBER) : entry)
                .map(entry -> new CaseView.Happening(
                        entry.at(), entry.kind().name(), wording.forStaff(entry), entry.actor(), entry.data()))
                .forEach(happened::add);
        CaseStanding standing = file.standing();
        String leadUnit = standing.leadUnit();
        return new CaseView(
                file.caseId(),
                row.getString("case_number"),
                status.name(),
                status.words().in(language),
                row.getString("outcome"),
                row.getString("channel"),
                row.getString("line_code"),
                row.getString("type"),
                row.getString("urgency"),
                row.getString("title"),
                row.getString("text"),
                row.getString("category"),
                row.getString("area"),
                row.getString("address"),
                row.getDouble("lat") == null ? null : new Location(row.getDouble("lat"), row.getDouble("lon")),
                row.getUUID("citizen_ref"),
                row.getString("anonymity"),
                row.getBoolean("contactable"),
                respondent(row),
                upstream(row),
                call(row),
                row.getString("external_id"),
                row.getString("proposed_unit"),
                registeredAt,
                row.getString("registered_by"),
                file.imported(),
                file.live(),
                leadUnit,
                office.unit(leadUnit).map(UnitInfo::name).orElse(null),
                standing.workOrderId(),
                standing.round(),
                standing.mergedInto(),
                standing.replyDueAt() == null ? Rows.instant(row, "reply_due_at") : standing.replyDueAt(),
                file.urges(),
                row.getInteger("attachment_count") + attachedBy(file),
                row.getString("pattern"),
                pattern(row.getString("pattern"), language),
                linkHidden ? null : link(row),
                file.version(),
                reader.allowed(file),
                List.copyOf(happened));
    }

    private static String pattern(String name, Language language) {
        if (name == null) {
            return null;
        }
        var pattern = ProblemPattern.valueOf(name);
        return Text.in(
                language,
                pattern.chinese(),
                pattern.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static CaseView.Link link(Row row) {
        return row.getUUID("link_id") == null ? null : LINKS.apply(row);
    }

    private static Respondent respondent(Row row) {
        String unit = row.getString("respondent_unit");
        String name = row.getString("respondent_name");
        return unit == null && name == null ? null : new Respondent(unit, name);
    }

    private static Upstream upstream(Row row) {
        return row.getString("upstream_platform") == null
                ? null
                : new Upstream(
                        row.getString("upstream_platform"),
                        row.getString("upstream_number"),
                        Rows.instant(row, "upstream_due_at"));
    }

    private static CaseView.Call call(Row row) {
        String callId = row.getString("call_id");
        String recording = row.getString("recording_ref");
        return callId == null && recording == null ? null : new CaseView.Call(callId, recording);
    }
}
