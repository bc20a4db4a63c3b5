package org.hotline12345.dispatch.masterdata.units;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.masterdata.MasterStore;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;

@Singleton
class UnitStore extends MasterStore<String, Unit> {
    UnitStore(Pool pool) {
        super(
                pool,
                "unit",
                new Table<Unit>("unit")
                        .text("code", Unit::code)
                        .key()
                        .text("name", Unit::name)
                        .name("level", Unit::level)
                        .text("parent", Unit::parent)
                        .text("comparison_group", Unit::group)
                        .textArray("areas", Unit::areas)
                        .number("review_steps", Unit::reviewSteps)
                        .name("sign_off_level", Unit::signOffLevel)
                        .flag("centre_review", Unit::centreReview)
                        .flag("active", Unit::active)
                        .time("valid_from", Unit::validFrom)
                        .name("instructions", Unit::instructions),
                Unit::code);
    }

    Uni<Page<Unit>> page(PageRequest page, String group, UnitLevel level, String parent, String q, Boolean active) {
        return page(page, """
                    ($3::text is null or comparison_group = $3)
                          and ($4::text is null or level = $4)
                          and ($5::text is null or parent = $5)
                          and ($6::text is null or position($6 in name) > 0)
                          and ($7::boolean is null or active = $7)
                """, group, level, parent, q, active);
    }

    @Override
    protected Unit item(Row row) {
        return new Unit(
                row.getString("code"),
                row.getString("name"),
                UnitLevel.valueOf(row.getString("level")),
                row.getString("parent"),
                row.getString("comparison_group"),
                texts(row, "areas"),
                row.getInteger("review_steps"),
                SignOffLevel.valueOf(row.getString("sign_off_level")),
                row.getBoolean("centre_review"),
                row.getBoolean("active"),
                row.getOffsetDateTime("valid_from").toInstant(),
                InstructionPolicy.valueOf(row.getString("instructions")));
    }
}
