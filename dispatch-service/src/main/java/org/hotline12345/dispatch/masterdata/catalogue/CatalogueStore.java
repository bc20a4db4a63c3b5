package org.hotline12345.dispatch.masterdata.catalogue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.masterdata.MasterStore;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.catalogue.model.Lead;
import org.hotline12345.events.UnitLevel;

/** Entries out of use stay for those who know their id. */
@Singleton
public class CatalogueStore extends MasterStore<UUID, CatalogueRule> {
    CatalogueStore(Pool pool) {
        super(
                pool,
                "catalogue_entry",
                new Table<CatalogueRule>("catalogue_entry")
                        .uuid("id", CatalogueRule::id)
                        .key()
                        .text("category", CatalogueRule::category)
                        .text("area", CatalogueRule::area)
                        .textArray("keywords", CatalogueRule::keywords)
                        .text("lead_unit", rule -> rule.lead() instanceof Lead.OfUnit lead ? lead.unit() : null)
                        .name("territorial", rule -> rule.lead() instanceof Lead.OfArea lead ? lead.level() : null)
                        .textArray("co_units", CatalogueRule::coUnits)
                        .day("valid_from", CatalogueRule::validFrom)
                        .day("valid_to", CatalogueRule::validTo)
                        .flag("active", CatalogueRule::active)
                        .flag("keywords_decide", CatalogueRule::keywordsDecide),
                RecordReader.of(CatalogueRule.class).with("lead", CatalogueStore::lead),
                CatalogueRule::id);
    }

    private static Lead lead(Row row) {
        String level = row.getString("territorial");
        return level == null ? new Lead.OfUnit(row.getString("lead_unit")) : new Lead.OfArea(UnitLevel.valueOf(level));
    }

    Uni<Page<CatalogueRule>> page(PageRequest page, String category, String area, String leadUnit) {
        var after = page.cursor();
        return page(
                page,
                """
                active
                  and ($1::text is null or (category, id) > ($1, $3::uuid))
                  and ($4::text is null or category = $4)
                  and ($5::text is null or area = $5)
                  and ($6::text is null or lead_unit = $6)
                """,
                "category, id",
                Arrays.asList(
                        after == null ? null : after.text(0),
                        page.limit() + 1,
                        after == null ? null : after.uuid(1),
                        category,
                        area,
                        leadUnit),
                row -> Cursor.encode(row.getString("category"), row.getUUID("id")));
    }

    /** The entries in use. */
    public Uni<Map<UUID, CatalogueRule>> active(Sql sql) {
        return all(sql, "active");
    }

    @Override
    public Uni<Map<UUID, CatalogueRule>> all(Mutiny.Session session) {
        return active(Sql.on(session));
    }

    @Override
    protected Uni<Versioned<CatalogueRule>> find(Sql sql, UUID id) {
        return first(sql, "id = $1 and active", id);
    }
}
