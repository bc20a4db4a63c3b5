package org.hotline12345.dispatch.masterdata.units;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.masterdata.Batch;
import org.hotline12345.dispatch.masterdata.CsvTable;
import org.hotline12345.dispatch.masterdata.ImportProblem;
import org.hotline12345.dispatch.masterdata.ImportReport;
import org.hotline12345.dispatch.masterdata.MasterData;
import org.hotline12345.dispatch.masterdata.RowReader;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitChanged;
import org.hotline12345.events.UnitLevel;

/** The units as filed here; dispatch owns them. */
@ApplicationScoped
public class Units {
    static final String COLUMNS = """
            code, name, level, parent, comparison_group, areas, review_steps, sign_off_level, centre_review, active,
            valid_from, instructions, version
            """;
    private static final String UPSERT = """
            insert into unit (
              code, name, level, parent, comparison_group, areas, review_steps, sign_off_level, centre_review, active,
              valid_from, instructions, version)
            select code, name, level, parent, comparison_group,
              coalesce(string_to_array(nullif(areas, ''), ';'), '{}'),
              review_steps, sign_off_level, centre_review, active, valid_from, instructions, 0
            from unnest(
              $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::boolean[],
              $10::boolean[], $11::timestamptz[], $12::text[])
              as new (
                code, name, level, parent, comparison_group, areas, review_steps, sign_off_level, centre_review, active,
                valid_from, instructions)
            on conflict (code) do update
            set name = excluded.name,
                level = excluded.level,
                parent = excluded.parent,
                comparison_group = excluded.comparison_group,
                areas = excluded.areas,
                review_steps = excluded.review_steps,
                sign_off_level = excluded.sign_off_level,
                centre_review = excluded.centre_review,
                active = excluded.active,
                valid_from = excluded.valid_from,
                instructions = excluded.instructions,
                version = unit.version + 1
            """;

    private final MasterData masterData;
    private final Clock clock;

    public Units(MasterData masterData, Clock clock) {
        this.masterData = masterData;
        this.clock = clock;
    }

    /** All units by code. */
    public Uni<Map<String, Unit>> all(Sql sql) {
        return sql.select("select " + COLUMNS + " from unit").map(rows -> {
            Map<String, Unit> units = new HashMap<>();
            rows.forEach(row -> units.put(row.getString("code"), unit(row)));
            return units;
        });
    }

    /** Files the states and tells everybody. The caller has begun a change of master data. */
    public Uni<Void> save(Mutiny.Session session, List<Unit> units, String actor) {
        if (units.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.on(session)
                .update(
                        UPSERT,
                        Batch.column(units, Unit::code),
                        Batch.column(units, Unit::name),
                        Batch.column(units, Unit::level),
                        Batch.column(units, Unit::parent),
                        Batch.column(units, Unit::group),
                        Batch.column(units, unit -> Batch.joined(unit.areas())),
                        Batch.column(units, Unit::reviewSteps),
                        Batch.column(units, Unit::signOffLevel),
                        Batch.column(units, Unit::centreReview),
                        Batch.column(units, Unit::active),
                        Batch.column(units, Unit::validFrom),
                        Batch.column(units, Unit::instructions))
                .chain(() -> masterData.publish(
                        session, units.stream().map(Units::event).toList(), actor));
    }

    /** Takes a file, whole or not at all. Columns as in the shipped {@code units.csv}. */
    public Uni<ImportReport> importCsv(Mutiny.Session session, String csv, String actor) {
        CsvTable table = CsvTable.parse(csv);
        List<String> missing = table.missing("code", "name", "level", "group");
        if (!missing.isEmpty()) {
            return Uni.createFrom().item(ImportReport.refused(0, List.of(missingColumns(missing))));
        }
        return masterData.beginChange(session).chain(() -> all(Sql.on(session))).chain(stored -> {
            var problems = new ArrayList<ImportProblem>();
            Map<String, Unit> read = read(table, stored, problems);
            if (!problems.isEmpty()) {
                return Uni.createFrom().item(ImportReport.refused(table.rows().size(), problems));
            }
            var changed = Batch.different(List.copyOf(read.values()), Unit::code, stored);
            int created = (int) changed.stream()
                    .filter(unit -> !stored.containsKey(unit.code()))
                    .count();
            return save(session, changed, actor)
                    .replaceWith(new ImportReport(
                            read.size(), created, changed.size() - created, read.size() - changed.size(), List.of()));
        });
    }

    private Map<String, Unit> read(CsvTable table, Map<String, Unit> stored, List<ImportProblem> problems) {
        Map<String, Unit> read = new LinkedHashMap<>();
        var codes = table.rows().stream().map(row -> row.text("code")).toList();
        for (var row : table.rows()) {
            var reader = new RowReader(row);
            String code = reader.code("code");
            LocalDate from = reader.date("validFrom", null);
            Unit before = stored.get(code);
            var unit = new Unit(
                    code,
                    reader.required("name", 200),
                    orDefault(reader.constant("level", UnitLevel.class, null), UnitLevel.CITY),
                    reader.known("parent", parent -> stored.containsKey(parent) || codes.contains(parent)),
                    reader.required("group", 100),
                    reader.list("areas"),
                    reader.number("reviewSteps", 0, 1, 1),
                    reader.constant("signOffLevel", SignOffLevel.class, SignOffLevel.DEPUTY),
                    reader.flag("centreReview", false),
                    reader.flag("active", true),
                    from != null
                            ? from.atStartOfDay(ShanghaiTime.ZONE).toInstant()
                            : before != null ? before.validFrom() : clock.instant(),
                    reader.constant(
                            "instructions",
                            InstructionPolicy.class,
                            before == null ? InstructionPolicy.NONE : before.instructions()));
            if (read.containsKey(code)) {
                reader.problem("code", "代码重复:" + code, "code occurs twice: " + code);
            }
            read.put(code, unit);
            problems.addAll(reader.problems());
        }
        if (problems.isEmpty()) {
            Map<String, Unit> after = new HashMap<>(stored);
            after.putAll(read);
            for (var row : table.rows()) {
                if (inCircle(row.text("code"), after)) {
                    problems.add(new ImportProblem(row.line(), "parent", "上级单位形成循环", "the units above form a circle"));
                }
            }
        }
        return read;
    }

    /** Whether the units above lead back to the unit. */
    static boolean inCircle(String code, Map<String, Unit> units) {
        String step = units.get(code).parent();
        for (int i = 0; step != null && i < 20; i++) {
            if (step.equals(code)) {
                return true;
            }
            Unit unit = units.get(step);
            step = unit == null ? null : unit.parent();
        }
        return step != null;
    }

    private static ImportProblem missingColumns(List<String> missing) {
        String names = String.join(", ", missing);
        return new ImportProblem(1, null, "缺少列:" + names, "columns are missing: " + names);
    }

    private static <T> T orDefault(T value, T ifNull) {
        return value == null ? ifNull : value;
    }

    static UnitChanged event(Unit unit) {
        return new UnitChanged(
                unit.code(),
                unit.name(),
                unit.level(),
                unit.parent(),
                unit.group(),
                unit.areas(),
                unit.reviewSteps(),
                unit.signOffLevel(),
                unit.centreReview(),
                unit.active(),
                unit.validFrom());
    }

    static Unit unit(Row row) {
        return new Unit(
                row.getString("code"),
                row.getString("name"),
                UnitLevel.valueOf(row.getString("level")),
                row.getString("parent"),
                row.getString("comparison_group"),
                List.of((String[]) row.getValue("areas")),
                row.getInteger("review_steps"),
                SignOffLevel.valueOf(row.getString("sign_off_level")),
                row.getBoolean("centre_review"),
                row.getBoolean("active"),
                row.getOffsetDateTime("valid_from").toInstant(),
                InstructionPolicy.valueOf(row.getString("instructions")));
    }
}
