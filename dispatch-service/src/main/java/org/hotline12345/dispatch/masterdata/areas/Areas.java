package org.hotline12345.dispatch.masterdata.areas;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.masterdata.Batch;
import org.hotline12345.dispatch.masterdata.CsvTable;
import org.hotline12345.dispatch.masterdata.ImportProblem;
import org.hotline12345.dispatch.masterdata.ImportReport;
import org.hotline12345.dispatch.masterdata.MasterData;
import org.hotline12345.dispatch.masterdata.RowReader;
import org.hotline12345.dispatch.masterdata.areas.model.Area;
import org.hotline12345.events.AreaChanged;

/** The areas as filed here; dispatch owns them. */
@ApplicationScoped
public class Areas {
    static final String COLUMNS = " code, name, parents, zone, aliases, active, valid_from, version ";
    private static final String UPSERT = """
            insert into area (code, name, parents, zone, aliases, active, valid_from, version)
            select code, name,
              coalesce(string_to_array(nullif(parents, ''), ';'), '{}'),
              zone,
              coalesce(string_to_array(nullif(aliases, ''), ';'), '{}'),
              active, valid_from, 0
            from unnest(
              $1::text[], $2::text[], $3::text[], $4::boolean[], $5::text[], $6::boolean[], $7::timestamptz[])
              as new (code, name, parents, zone, aliases, active, valid_from)
            on conflict (code) do update
            set name = excluded.name,
                parents = excluded.parents,
                zone = excluded.zone,
                aliases = excluded.aliases,
                active = excluded.active,
                valid_from = excluded.valid_from,
                version = area.version + 1
            """;

    private final MasterData masterData;
    private final Clock clock;

    public Areas(MasterData masterData, Clock clock) {
        this.masterData = masterData;
        this.clock = clock;
    }

    /** All areas by code. */
    public Uni<Map<String, Area>> all(Sql sql) {
        return sql.select("select" + COLUMNS + "from area").map(rows -> {
            Map<String, Area> areas = new HashMap<>();
            rows.forEach(row -> areas.put(row.getString("code"), area(row)));
            return areas;
        });
    }

    /** Takes a file, whole or not at all. Columns as in the shipped {@code areas.csv}. */
    public Uni<ImportReport> importCsv(Mutiny.Session session, String csv, String actor) {
        CsvTable table = CsvTable.parse(csv);
        List<String> missing = table.missing("code", "name");
        if (!missing.isEmpty()) {
            String names = String.join(", ", missing);
            return Uni.createFrom()
                    .item(ImportReport.refused(
                            0, List.of(new ImportProblem(1, null, "缺少列:" + names, "columns are missing: " + names))));
        }
        return masterData.beginChange(session).chain(() -> all(Sql.on(session))).chain(stored -> {
            var problems = new ArrayList<ImportProblem>();
            Map<String, Area> read = read(table, stored, problems);
            if (!problems.isEmpty()) {
                return Uni.createFrom().item(ImportReport.refused(table.rows().size(), problems));
            }
            var changed = Batch.different(List.copyOf(read.values()), Area::code, stored);
            int created = (int) changed.stream()
                    .filter(area -> !stored.containsKey(area.code()))
                    .count();
            return save(session, changed, actor)
                    .replaceWith(new ImportReport(
                            read.size(), created, changed.size() - created, read.size() - changed.size(), List.of()));
        });
    }

    private Map<String, Area> read(CsvTable table, Map<String, Area> stored, List<ImportProblem> problems) {
        Map<String, Area> read = new LinkedHashMap<>();
        Set<String> known = new HashSet<>(stored.keySet());
        table.rows().forEach(row -> known.add(row.text("code")));
        for (var row : table.rows()) {
            var reader = new RowReader(row);
            String code = reader.code("code");
            LocalDate from = reader.date("validFrom", null);
            Area before = stored.get(code);
            var area = new Area(
                    code,
                    reader.required("name", 100),
                    reader.knownList("parents", known::contains),
                    reader.flag("zone", false),
                    reader.list("aliases"),
                    reader.flag("active", true),
                    from != null
                            ? from.atStartOfDay(ShanghaiTime.ZONE).toInstant()
                            : before != null ? before.validFrom() : clock.instant());
            if (read.containsKey(code)) {
                reader.problem("code", "代码重复:" + code, "code occurs twice: " + code);
            }
            if (area.parents().contains(code)) {
                reader.problem("parents", "不能以自身为上级", "an area does not lie in itself");
            }
            read.put(code, area);
            problems.addAll(reader.problems());
        }
        return read;
    }

    private Uni<Void> save(Mutiny.Session session, List<Area> areas, String actor) {
        if (areas.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.on(session)
                .update(
                        UPSERT,
                        Batch.column(areas, Area::code),
                        Batch.column(areas, Area::name),
                        Batch.column(areas, area -> Batch.joined(area.parents())),
                        Batch.column(areas, Area::zone),
                        Batch.column(areas, area -> Batch.joined(area.aliases())),
                        Batch.column(areas, Area::active),
                        Batch.column(areas, Area::validFrom))
                .chain(() -> masterData.publish(
                        session, areas.stream().map(Areas::event).toList(), actor));
    }

    private static AreaChanged event(Area area) {
        return new AreaChanged(
                area.code(), area.name(), area.parents(), area.zone(), area.aliases(), area.active(), area.validFrom());
    }

    static Area area(Row row) {
        return new Area(
                row.getString("code"),
                row.getString("name"),
                List.of((String[]) row.getValue("parents")),
                row.getBoolean("zone"),
                List.of((String[]) row.getValue("aliases")),
                row.getBoolean("active"),
                row.getOffsetDateTime("valid_from").toInstant());
    }
}
