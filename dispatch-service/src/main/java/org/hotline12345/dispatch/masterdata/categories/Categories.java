package org.hotline12345.dispatch.masterdata.categories;

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
import org.hotline12345.dispatch.masterdata.categories.model.Category;
import org.hotline12345.events.CategoryChanged;

/** The categories as filed here; dispatch owns them. */
@ApplicationScoped
public class Categories {
    static final String COLUMNS = " code, name, parent, level, active, valid_from, version ";
    private static final String UPSERT = """
            insert into category (code, name, parent, level, active, valid_from, version)
            select code, name, parent, level, active, valid_from, 0
            from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::boolean[], $6::timestamptz[])
              as new (code, name, parent, level, active, valid_from)
            on conflict (code) do update
            set name = excluded.name,
                parent = excluded.parent,
                level = excluded.level,
                active = excluded.active,
                valid_from = excluded.valid_from,
                version = category.version + 1
            """;

    private final MasterData masterData;
    private final Clock clock;

    public Categories(MasterData masterData, Clock clock) {
        this.masterData = masterData;
        this.clock = clock;
    }

    /** All categories by code. */
    public Uni<Map<String, Category>> all(Sql sql) {
        return sql.select("select" + COLUMNS + "from category").map(rows -> {
            Map<String, Category> categories = new HashMap<>();
            rows.forEach(row -> categories.put(row.getString("code"), category(row)));
            return categories;
        });
    }

    /** Takes a file, whole or not at all; parents stand before their children or are known already. */
    public Uni<ImportReport> importCsv(Mutiny.Session session, String csv, String actor) {
        CsvTable table = CsvTable.parse(csv);
        List<String> missing = table.missing("code", "name", "parent");
        if (!missing.isEmpty()) {
            String names = String.join(", ", missing);
            return Uni.createFrom()
                    .item(ImportReport.refused(
                            0, List.of(new ImportProblem(1, null, "缺少列:" + names, "columns are missing: " + names))));
        }
        return masterData.beginChange(session).chain(() -> all(Sql.on(session))).chain(stored -> {
            var problems = new ArrayList<ImportProblem>();
            Map<String, Category> read = read(table, stored, problems);
            if (!problems.isEmpty()) {
                return Uni.createFrom().item(ImportReport.refused(table.rows().size(), problems));
            }
            var changed = Batch.different(List.copyOf(read.values()), Category::code, stored);
            int created = (int) changed.stream()
                    .filter(category -> !stored.containsKey(category.code()))
                    .count();
            return save(session, changed, actor)
                    .replaceWith(new ImportReport(
                            read.size(), created, changed.size() - created, read.size() - changed.size(), List.of()));
        });
    }

    private Map<String, Category> read(CsvTable table, Map<String, Category> stored, List<ImportProblem> problems) {
        Map<String, Category> read = new LinkedHashMap<>();
        for (var row : table.rows()) {
            var reader = new RowReader(row);
            String code = reader.code("code");
            String parentCode = reader.known("parent", known -> stored.containsKey(known) || read.containsKey(known));
            Category parent = read.getOrDefault(parentCode, stored.get(parentCode));
            int level = parent == null ? 1 : parent.level() + 1;
            LocalDate from = reader.date("validFrom", null);
            Category before = stored.get(code);
            var category = new Category(
                    code,
                    reader.required("name", 100),
                    parentCode,
                    Math.min(level, 3),
                    reader.flag("active", true),
                    from != null
                            ? from.atStartOfDay(ShanghaiTime.ZONE).toInstant()
                            : before != null ? before.validFrom() : clock.instant());
            if (level > 3) {
                reader.problem("parent", "事项类别最多三级", "categories have three levels at most");
            }
            if (code.equals(parentCode)) {
                reader.problem("parent", "不能以自身为上级", "a category is not its own parent");
            }
            if (read.containsKey(code)) {
                reader.problem("code", "代码重复:" + code, "code occurs twice: " + code);
            }
            read.put(code, category);
            problems.addAll(reader.problems());
        }
        return read;
    }

    private Uni<Void> save(Mutiny.Session session, List<Category> categories, String actor) {
        if (categories.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.on(session)
                .update(
                        UPSERT,
                        Batch.column(categories, Category::code),
                        Batch.column(categories, Category::name),
                        Batch.column(categories, Category::parent),
                        Batch.column(categories, Category::level),
                        Batch.column(categories, Category::active),
                        Batch.column(categories, Category::validFrom))
                .chain(() -> masterData.publish(
                        session, categories.stream().map(Categories::event).toList(), actor));
    }

    private static CategoryChanged event(Category category) {
        return new CategoryChanged(
                category.code(),
                category.name(),
                category.parent(),
                category.level(),
                category.active(),
                category.validFrom());
    }

    static Category category(Row row) {
        return new Category(
                row.getString("code"),
                row.getString("name"),
                row.getString("parent"),
                row.getInteger("level"),
                row.getBoolean("active"),
                row.getOffsetDateTime("valid_from").toInstant());
    }
}
