package org.hotline12345.dispatch.masterdata.catalogue;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.masterdata.ImportedRows;
import org.hotline12345.dispatch.masterdata.Importer;
import org.hotline12345.dispatch.masterdata.MasterData;
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
    private final MasterData masterData;
    private final CatalogueStore store;
    private final Transactions transactions;
    private final Clock clock;

    Catalogue(MasterData masterData, CatalogueStore store, Transactions transactions, Vertx vertx, Clock clock) {
        super(masterData, store, transactions, vertx, clock);
        this.masterData = masterData;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The entries in use. */
    public Uni<Collection<CatalogueRule>> active(Sql sql) {
        return store.all(sql).map(rules -> rules.values());
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
                .chain(() -> store.find(Sql.on(session), id))
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .invoke(entry -> context.requireVersion(entry.version()));
    }

    private Uni<Void> saveChecked(Mutiny.Session session, CatalogueRule rule, String actor) {
        return masterData.codes(Sql.on(session)).chain(codes -> {
            var violations = violations(rule, codes);
            if (!violations.isEmpty()) {
                throw Problem.validation(violations);
            }
            return save(session, List.of(rule), actor);
        });
    }

    private static List<Violation> violations(CatalogueRule rule, MasterData.Codes codes) {
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
        LocalDate from = row.date("validFrom", LocalDate.now(clock.withZone(ShanghaiTime.ZONE)));
        LocalDate to = row.date("validTo", null);
        if (to != null && to.isBefore(from)) {
            row.problem("validTo", "截止日期早于起始日期", "ends before it begins");
        }
        return row.fine()
                ? new CatalogueRule(
                        idOf(category, area, lead, from), category, area, row.list("keywords"), lead, coUnits, from, to)
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
                rule.active());
    }
}
