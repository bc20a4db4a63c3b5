package org.hotline12345.dispatch.masterdata.areas;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.masterdata.MasterStore;
import org.hotline12345.dispatch.masterdata.areas.model.Area;

@Singleton
class AreaStore extends MasterStore<String, Area> {
    AreaStore(Pool pool) {
        super(pool, "area", Table.of("area", Area.class).key("code"), RecordReader.of(Area.class), Area::code);
    }

    Uni<Page<Area>> page(PageRequest page, String parent, Boolean zone) {
        return page(page, """
                ($3::text is null or $3 = any (parents))
                  and ($4::boolean is null or zone = $4)
                """, parent, zone);
    }
}
