package org.hotline12345.dispatch.masterdata.units;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;

/** Which units want a leader to read cases first; held in memory, for the path of many cases asks with every batch. */
@ApplicationScoped
public class InstructionPolicies {
    private volatile Held held = new Held(-1, Map.of());

    /** The units that want it, as of this revision of the master data. */
    public Uni<Map<String, InstructionPolicy>> current(Sql sql, long revision) {
        Held now = held;
        if (now.revision == revision) {
            return Uni.createFrom().item(now.units);
        }
        return sql.select("""
                        select code, instructions
                        from unit
                        where instructions <> 'NONE'
                        """).map(rows -> {
            Map<String, InstructionPolicy> units = new HashMap<>();
            rows.forEach(
                    row -> units.put(row.getString("code"), InstructionPolicy.valueOf(row.getString("instructions"))));
            held = new Held(revision, Map.copyOf(units));
            return held.units;
        });
    }

    private record Held(long revision, Map<String, InstructionPolicy> units) {}
}
