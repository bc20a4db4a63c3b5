package org.hotline12345.intake.attachment;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CoHandlingRequested;

/** Keeps which units co-handle a case 协办单位, named with the dispatch or asked later: they read its files. */
public final class CoHandlers {
    private static final Table<CoUnit> CO_UNITS = new Table<CoUnit>("case_co_unit")
            .uuid("work_order_id", CoUnit::workOrderId)
            .key()
            .text("unit", CoUnit::unit)
            .key()
            .uuid("case_id", CoUnit::caseId);

    private CoHandlers() {}

    private record CoUnit(UUID workOrderId, String unit, UUID caseId) {}

    /** Notes whom these events make co-handlers. */
    public static void follow(Writes writes, List<? extends CaseEvent> events) {
        writes.insertMissing(
                CO_UNITS, events.stream().flatMap(CoHandlers::of).distinct().toList());
    }

    private static Stream<CoUnit> of(CaseEvent event) {
        if (event instanceof CaseDispatched e) {
            return e.coUnits().stream().map(unit -> new CoUnit(e.workOrderId(), unit, e.caseId()));
        }
        return event instanceof CoHandlingRequested e
                ? Stream.of(new CoUnit(e.workOrderId(), e.coUnit(), e.caseId()))
                : Stream.empty();
    }
}
