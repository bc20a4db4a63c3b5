package org.hotline12345.dispatch.masterdata.units;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.masterdata.ImportedRows;
import org.hotline12345.dispatch.masterdata.Importer;
import org.hotline12345.dispatch.masterdata.MasterDataStore;
import org.hotline12345.dispatch.masterdata.MasterStore.Versioned;
import org.hotline12345.dispatch.masterdata.RowReader;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitChanged;
import org.hotline12345.events.UnitLevel;

/** The units as filed here; dispatch owns them. */
@Singleton
public class Units extends Importer<String, Unit> {
    Units(MasterDataStore masterData, UnitStore store, Transactions transactions, Vertx vertx, Clock clock) {
        super(masterData, store, transactions, vertx, clock);
    }

    /** Makes or changes a unit; version 0 is a new one. */
    Uni<Versioned<Unit>> put(Unit unit, CommandContext context) {
        return transactions.inTransaction(session -> masterData
                .beginChange(session)
                .chain(() -> store.find(session, unit.code()))
                .invoke(before -> {
                    if (before != null) {
                        context.requireVersion(before.version());
                    }
                })
                .call(() -> checkParent(session, unit))
                .call(() -> save(session, List.of(unit), context.actor()))
                .map(before -> new Versioned<>(unit, before == null ? 0 : before.version() + 1)));
    }

    private Uni<Void> checkParent(Mutiny.Session session, Unit unit) {
        return store.all(session)
                .invoke(stored -> {
                    if (unit.parent() != null && !stored.containsKey(unit.parent())) {
                        throw Problem.invalid("parent", "violation.unknown-unit", unit.parent());
                    }
                    var after = new HashMap<>(stored);
                    after.put(unit.code(), unit);
                    if (unit.inCircle(after::get)) {
                        throw Problem.invalid("parent", "violation.circle");
                    }
                })
                .replaceWithVoid();
    }

    @Override
    protected List<String> columns() {
        return List.of("code", "name", "level", "group");
    }

    @Override
    protected Unit item(RowReader row, ImportedRows<String, Unit> rows) {
        String code = row.code("code");
        Unit before = rows.before(code);
        UnitLevel level = row.constant("level", UnitLevel.class, null);
        return new Unit(
                code,
                row.required("name", 200),
                level == null ? UnitLevel.CITY : level,
                row.known("parent", rows::knows),
                row.required("group", 100),
                row.list("areas"),
                row.number("reviewSteps", 0, 1, 1),
                row.constant("signOffLevel", SignOffLevel.class, SignOffLevel.DEPUTY),
                row.flag("centreReview", false),
                row.flag("active", true),
                validFrom(row, before == null ? null : before.validFrom()),
                row.constant(
                        "instructions",
                        InstructionPolicy.class,
                        before == null ? InstructionPolicy.NONE : before.instructions()));
    }

    @Override
    protected void checkWhole(RowReader row, ImportedRows<String, Unit> rows) {
        if (rows.now(row.text("code")).inCircle(rows::now)) {
            row.problem("parent", "上级单位形成循环", "the units above form a circle");
        }
    }

    @Override
    protected OfficeEvent event(Unit unit) {
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
}
