package org.hotline12345.dispatch.masterdata.units;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.masterdata.MasterStore;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.events.UnitLevel;

/** The units; whose leaders read cases first is part of them. */
@Singleton
public class UnitStore extends MasterStore<String, Unit> {
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
                RecordReader.of(Unit.class).column("group", "comparison_group"),
                Unit::code);
    }

    /** Which units want a leader to read cases first. */
    public Uni<Map<String, InstructionPolicy>> instructions(Sql sql) {
        return sql.select("select code, instructions from unit where instructions <> 'NONE'")
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.getString("code"),
                                row -> InstructionPolicy.valueOf(row.getString("instructions")))));
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
}
