package org.hotline12345.dispatch.masterdata.catalogue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.masterdata.Batch;
import org.hotline12345.dispatch.masterdata.CsvTable;
import org.hotline12345.dispatch.masterdata.ImportProblem;
import org.hotline12345.dispatch.masterdata.ImportReport;
import org.hotline12345.dispatch.masterdata.MasterData;
import org.hotline12345.dispatch.masterdata.RowReader;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.catalogue.model.Lead;
import org.hotline12345.events.CatalogueChanged;
import org.hotline12345.events.UnitLevel;

/** The dispatch catalogue as filed here. */
@ApplicationScoped
public class Catalogue {
    static final String COLUMNS =
            " id, category, area, keywords, lead_unit, territorial, co_units, valid_from, valid_to, active, version ";
    private static final String UPSERT = """
            insert into catalogue_entry (
              id, category, area, keywords, lead_unit, territorial, co_units, valid_from, valid_to, active, version)
            select id, category, area,
              coalesce(string_to_array(nullif(keywords, ''), ';'), '{}'),
              lead_unit, territorial,
              coalesce(string_to_array(nullif(co_units, ''), ';'), '{}'),
              valid_from::date, valid_to::date, active, 0
            from unnest(
              $1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
              $10::boolean[])
              as new (id, category, area, keywords, lead_unit, territorial, co_units, valid_from, valid_to, active)
            on conflict (id) do update
            set category = excluded.category,
                area = excluded.area,
                keywords = excluded.keywords,
                lead_unit = excluded.lead_unit,
                territorial = excluded.territorial,
                co_units = excluded.co_units,
                valid_from = excluded.valid_from,
                valid_to = excluded.valid_to,
                active = excluded.active,
                version = catalogue_entry.version + 1
            """;

    private final MasterData masterData;
    private final Clock clock;

    public Catalogue(MasterData masterData, Clock clock) {
        this.masterData = masterData;
        this.clock = clock;
    }

    /** The entries in use. */
    public Uni<List<CatalogueRule>> active(Sql sql) {
        return sql.select("select" + COLUMNS + "from catalogue_entry where active")
                .map(rows -> rows.stream().map(Catalogue::rule).toList());
    }

    /** What is wrong with the codes of an entry. */
    public Uni<List<Violation>> check(Sql sql, CatalogueRule rule) {
        return codes(sql).map(codes -> {
            var violations = new ArrayList<Violation>();
            if (!codes.categories().contains(rule.category())) {
                violations.add(Violation.of("category", "violation.unknown-category", rule.category()));
            }
            if (rule.area() != null && !codes.areas().contains(rule.area())) {
                violations.add(Violation.of("area", "violation.unknown-area", rule.area()));
            }
            if (rule.lead() instanceof Lead.OfUnit lead && !codes.units().contains(lead.unit())) {
                violations.add(Violation.of("leadUnit", "violation.unknown-unit", lead.unit()));
            }
            rule.coUnits().stream()
                    .filter(unit -> !codes.units().contains(unit))
                    .forEach(unit -> violations.add(Violation.of("coUnits", "violation.unknown-unit", unit)));
            if (rule.validTo() != null && rule.validTo().isBefore(rule.validFrom())) {
                violations.add(Violation.of("validTo", "violation.before-valid-from"));
            }
            return violations;
        });
    }

    /** Files the entries and tells everybody. The caller has begun a change of master data. */
    public Uni<Void> save(Mutiny.Session session, List<CatalogueRule> rules, boolean active, String actor) {
        if (rules.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.on(session)
                .update(
                        UPSERT,
                        Batch.column(rules, CatalogueRule::id),
                        Batch.column(rules, CatalogueRule::category),
                        Batch.column(rules, CatalogueRule::area),
                        Batch.column(rules, rule -> Batch.joined(rule.keywords())),
                        Batch.column(rules, rule -> rule.lead() instanceof Lead.OfUnit lead ? lead.unit() : null),
                        Batch.column(
                                rules,
                                rule -> rule.lead() instanceof Lead.OfArea lead
                                        ? lead.level().name()
                                        : null),
                        Batch.column(rules, rule -> Batch.joined(rule.coUnits())),
                        Batch.column(rules, rule -> rule.validFrom().toString()),
                        Batch.column(
                                rules,
                                rule -> rule.validTo() == null
                                        ? null
                                        : rule.validTo().toString()),
                        Batch.column(rules, rule -> active))
                .chain(() -> masterData.publish(
                        session, rules.stream().map(rule -> event(rule, active)).toList(), actor));
    }

    /**
     * Takes a file, whole or not at all. An entry is known by category, area, kind of lead and first day: the same again
     * changes it.
     */
    public Uni<ImportReport> importCsv(Mutiny.Session session, String csv, String actor) {
        CsvTable table = CsvTable.parse(csv);
        List<String> missing = table.missing("category", "leadUnit");
        if (!missing.isEmpty()) {
            String names = String.join(", ", missing);
            return Uni.createFrom()
                    .item(ImportReport.refused(
                            0, List.of(new ImportProblem(1, null, "缺少列:" + names, "columns are missing: " + names))));
        }
        var sql = Sql.on(session);
        return masterData
                .beginChange(session)
                .chain(() -> codes(sql))
                .chain(codes -> active(sql).chain(stored -> {
                    var problems = new ArrayList<ImportProblem>();
                    var read = read(table, codes, problems);
                    if (!problems.isEmpty()) {
                        return Uni.createFrom()
                                .item(ImportReport.refused(table.rows().size(), problems));
                    }
                    Map<UUID, CatalogueRule> byId = new HashMap<>();
                    stored.forEach(rule -> byId.put(rule.id(), rule));
                    var changed = Batch.different(read, CatalogueRule::id, byId);
                    int created = (int) changed.stream()
                            .filter(rule -> !byId.containsKey(rule.id()))
                            .count();
                    return save(session, changed, true, actor)
                            .replaceWith(new ImportReport(
                                    read.size(),
                                    created,
                                    changed.size() - created,
                                    read.size() - changed.size(),
                                    List.of()));
                }));
    }

    private List<CatalogueRule> read(CsvTable table, Codes codes, List<ImportProblem> problems) {
        Map<UUID, CatalogueRule> read = new LinkedHashMap<>();
        LocalDate today = LocalDate.now(clock.withZone(ShanghaiTime.ZONE));
        for (var row : table.rows()) {
            var reader = new RowReader(row);
            reader.required("category", 40);
            String category = reader.known("category", codes.categories()::contains);
            String area = reader.known("area", codes.areas()::contains);
            String leadText = reader.required("leadUnit", 40);
            Lead lead = Lead.parse(leadText).orElse(null);
            if (lead == null
                    || lead instanceof Lead.OfUnit unit && !codes.units().contains(unit.unit())) {
                reader.problem("leadUnit", "单位代码不存在:" + leadText, "unknown unit: " + leadText);
            }
            List<String> coUnits = reader.knownList("coUnits", codes.units()::contains);
            LocalDate from = reader.date("validFrom", today);
            LocalDate to = reader.date("validTo", null);
            if (to != null && to.isBefore(from)) {
                reader.problem("validTo", "截止日期早于起始日期", "ends before it begins");
            }
            problems.addAll(reader.problems());
            if (reader.fine()) {
                UUID id = idOf(category, area, lead, from);
                var rule = new CatalogueRule(id, category, area, reader.list("keywords"), lead, coUnits, from, to);
                if (read.put(id, rule) != null) {
                    problems.add(new ImportProblem(row.line(), null, "条目重复", "the entry occurs twice"));
                }
            }
        }
        return List.copyOf(read.values());
    }

    /** The same entry of a file gets the same id whenever it is imported. */
    private static UUID idOf(String category, String area, Lead lead, LocalDate from) {
        String kind = lead instanceof Lead.OfArea ofArea ? ofArea.text() : "unit";
        return UUID.nameUUIDFromBytes(String.join("|", category, area == null ? "" : area, kind, from.toString())
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Uni<Codes> codes(Sql sql) {
        return sql.select("""
                        select 'unit' as kind, code from unit
                        union all
                        select 'area', code from area
                        union all
                        select 'category', code from category
                        """).map(rows -> {
            var codes = new Codes(new HashSet<>(), new HashSet<>(), new HashSet<>());
            rows.forEach(row -> codes.of(row.getString("kind")).add(row.getString("code")));
            return codes;
        });
    }

    static CatalogueChanged event(CatalogueRule rule, boolean active) {
        return new CatalogueChanged(
                rule.id(),
                rule.category(),
                rule.area(),
                rule.keywords(),
                rule.lead().text(),
                rule.coUnits(),
                rule.validFrom(),
                rule.validTo(),
                active);
    }

    static CatalogueRule rule(Row row) {
        String territorial = row.getString("territorial");
        return new CatalogueRule(
                row.getUUID("id"),
                row.getString("category"),
                row.getString("area"),
                List.of((String[]) row.getValue("keywords")),
                territorial == null
                        ? new Lead.OfUnit(row.getString("lead_unit"))
                        : new Lead.OfArea(UnitLevel.valueOf(territorial)),
                List.of((String[]) row.getValue("co_units")),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"));
    }

    private record Codes(Set<String> units, Set<String> areas, Set<String> categories) {
        Set<String> of(String kind) {
            return kind.equals("unit") ? units : kind.equals("area") ? areas : categories;
        }
    }
}
