package org.hotline12345.dispatch.masterdata.areas;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.dispatch.masterdata.ImportedRows;
import org.hotline12345.dispatch.masterdata.Importer;
import org.hotline12345.dispatch.masterdata.MasterDataStore;
import org.hotline12345.dispatch.masterdata.RowReader;
import org.hotline12345.dispatch.masterdata.areas.model.Area;
import org.hotline12345.events.AreaChanged;
import org.hotline12345.events.OfficeEvent;

/** The areas as filed here; dispatch owns them. */
@Singleton
public class Areas extends Importer<String, Area> {
    Areas(MasterDataStore masterData, AreaStore store, Transactions transactions, Vertx vertx, Clock clock) {
        super(masterData, store, transactions, vertx, clock);
    }

    @Override
    protected List<String> columns() {
        return List.of("code", "name");
    }

    @Override
    protected Area item(RowReader row, ImportedRows<String, Area> rows) {
        String code = row.code("code");
        Area before = rows.before(code);
        List<String> parents = row.knownList("parents", rows::knows);
        if (parents.contains(code)) {
            row.problem("parents", "不能以自身为上级", "an area does not lie in itself");
        }
        return new Area(
                code,
                row.required("name", 100),
                parents,
                row.flag("zone", false),
                row.list("aliases"),
                row.flag("active", true),
                validFrom(row, before == null ? null : before.validFrom()));
    }

    @Override
    protected OfficeEvent event(Area area) {
        return new AreaChanged(
                area.code(), area.name(), area.parents(), area.zone(), area.aliases(), area.active(), area.validFrom());
    }
}
