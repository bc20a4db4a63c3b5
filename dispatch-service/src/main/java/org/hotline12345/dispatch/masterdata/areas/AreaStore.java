package org.hotline12345.dispatch.masterdata.areas;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.masterdata.MasterStore;
import org.hotline12345.dispatch.masterdata.areas.model.Area;

@Singleton
class AreaStore extends MasterStore<String, Area> {
    AreaStore(Pool pool) {
        super(
                pool,
                "area",
                new Table<Area>("area")
                        .text("code", Area::code)
                        .key()
                        .text("name", Area::name)
                        .textArray("parents", Area::parents)
                        .flag("zone", Area::zone)
                        .textArray("aliases", Area::aliases)
                        .flag("active", Area::active)
                        .time("valid_from", Area::validFrom),
                Area::code);
    }

    Uni<Page<Area>> page(PageRequest page, String parent, Boolean zone) {
        return page(page, """
                ($3::text is null or $3 = any (parents))
                  and ($4::boolean is null or zone = $4)
                """, parent, zone);
    }

    @Override
    protected Area item(Row row) {
        return new Area(
                row.getString("code"),
                row.getString("name"),
                texts(row, "parents"),
                row.getBoolean("zone"),
                texts(row, "aliases"),
                row.getBoolean("active"),
                row.getOffsetDateTime("valid_from").toInstant());
    }
}
