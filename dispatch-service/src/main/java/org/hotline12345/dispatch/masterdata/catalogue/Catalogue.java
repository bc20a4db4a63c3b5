package org.hotline12345.dispatch.masterdata.catalogue;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.masterdata.ImportedRows;
import org.hotline12345.dispatch.masterdata.Importer;
import org.hotline12345.dispatch.masterdata.MasterDataStore;
import org.hotline12345.dispatch.masterdata.MasterStore.Versioned;
import org.hotline12345.dispatch.masterdata.RowReader;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.catalogue.model.Lead;
import org.hotline12345.events.CatalogueChanged;
import org.hotline12345.events.OfficeEvent;

/**
 * The dispatch catalogue as filed here. An entry of a file is known by category, area, kind of lead and first day: the same
 * again changes it.
 */
@Singleton
public class Catalogue extends Importer<UUID, CatalogueRule> {
    Catalogue(MasterDataStore masterData, CatalogueStore store, Transactions transactions, Vertx vertx, Clock clock) {
        super(masterData, store, transactions, vertx, clock);
    }

    Uni<Void> create(CatalogueRule rule, CommandContext context) {
        return transactions.inTransaction(
                session -> masterData.beginChange(session).chain(() -> saveChecked(session, rule, context.actor())));
    }

    Uni<Versioned<CatalogueRule>> change(CatalogueRule rule, CommandContext context) {
        return transactions.inTransaction(session -> toChange(session, rule.id(), context)
                .call(() -> saveChecked(session, rule, context.actor()))
                .map(before -> new Versioned<>(rule, before.version() + 1)));
    }

    Uni<Void> takeOutOfUse(UUID id, CommandContext context) {
        return transactions.inTransaction(session -> toChange(session, id, context)
                .chain(entry -> save(session, List.of(entry.item().outOfUse()), context.actor())));
    }

    private Uni<Versioned<CatalogueRule>> toChange(Mutiny.Session session, UUID id, CommandContext context) {
        return masterData
                .beginChange(session)
                .chain(() -> store.find(session, id))
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .invoke(entry -> context.requireVersion(entry.version()));
    }

    private Uni<Void> saveChecked(Mutiny.Session session, CatalogueRule rule, String actor) {
        return masterData.codes(session).chain(codes -> {
            check(rule, codes);
            return save(session, List.of(rule), actor);
        });
    }

    private static void check(CatalogueRule rule, MasterDataStore.Codes codes) {
        var violations = new Violations()
                .unless(
                        codes.categories().contains(rule.category()),
                        "category",
                        "violation.unknown-category",
                        rule.category())
                .unless(
                        rule.area() == null || codes.areas().contains(rule.area()),
                        "area",
                        "violation.unknown-area",
                        rule.area());
        if (rule.lead() instanceof Lead.OfUnit lead) {
            violations.unless(codes.units().contains(lead.unit()), "leadUnit", "violation.unknown-unit", lead.unit());
        }
        rule.coUnits()
                .forEach(unit ->
                        violations.unless(codes.units().contains(unit), "coUnits", "violation.unknown-unit", unit));
        violations.unless(
                rule.validTo() == null || !rule.validTo().isBefore(rule.validFrom()),
                "validTo",
                "violation.before-valid-from");
        Problem.throwIfAny(violations);
    }

    @Override
    protected List<String> columns() {
        return List.of("category", "leadUnit");
    }

    @Override
    protected CatalogueRule item(RowReader row, ImportedRows<UUID, CatalogueRule> rows) {
        var codes = rows.codes();
        row.required("category", 40);
        String category = row.known("category", codes.categories()::contains);
        String area = row.known("area", codes.areas()::contains);
        String leadText = row.required("leadUnit", 40);
        Lead lead = Lead.parse(leadText).orElse(null);
        if (lead == null || lead instanceof Lead.OfUnit unit && !codes.units().contains(unit.unit())) {
            String shown = RowReader.shown(leadText);
            row.problem("leadUnit", "单位代码不存在：" + shown, "unknown unit: " + shown);
        }
        List<String> coUnits = row.knownList("coUnits", codes.units()::contains);
        LocalDate from = row.date("validFrom", ShanghaiTime.day(clock.instant()));
        LocalDate to = row.date("validTo", null);
        if (to != null && to.isBefore(from)) {
            row.problem("validTo", "截止日期早于起始日期", "ends before it begins");
        }
        boolean keywordsDecide = row.flag("keywordsDecide", false);
        return row.fine()
                ? new CatalogueRule(
                                idOf(category, area, lead, from),
                                category,
                                area,
                                row.list("keywords"),
                                lead,
                                coUnits,
                                from,
                                to)
                        .withKeywordsDeciding(keywordsDecide)
                : null;
    }

    @Override
    protected void occursTwice(RowReader row) {
        row.problem(null, "条目重复", "the entry occurs twice");
    }

    /** The same entry of a file gets the same id whenever it is imported. */
    private static UUID idOf(String category, String area, Lead lead, LocalDate from) {
        String kind = lead instanceof Lead.OfArea ofArea ? ofArea.text() : "unit";
        return UUID.nameUUIDFromBytes(String.join("|", category, area == null ? "" : area, kind, from.toString())
                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected OfficeEvent event(CatalogueRule rule) {
        return new CatalogueChanged(
                rule.id(),
                rule.category(),
                rule.area(),
                rule.keywords(),
                rule.lead().text(),
                rule.coUnits(),
                rule.validFrom(),
                rule.validTo(),
                rule.active(),
                rule.keywordsDecide());
    }
}
