package org.hotline12345.dispatch.instruction;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.cases.model.ComplexCase;
import org.hotline12345.dispatch.workorder.AllowedActions;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;
import org.hotline12345.dispatch.workorder.WorkOrderView.LeaderMark;

/** What a unit's leaders read first: the open orders, the oldest first, with what makes them complex and who has read them. */
@ApplicationScoped
public class LeadersListQueries {
    private static final String LIST = """
            select %s,
              (
                select jsonb_agg(jsonb_build_object(
                  'subject', m.subject, 'onBehalfOf', m.on_behalf_of, 'readAt', m.read_at) order by m.read_at)
                from leader_mark m
                where m.work_order_id = o.id
              )::text as marks,
              exists (
                select
                from leader_mark m
                where m.work_order_id = o.id and $7 in (m.subject, m.on_behalf_of)
              ) as read_by_me,
              (
                select count(*)
                from instruction i
                where i.work_order_id = o.id
              ) as instructions
            from work_order o
            where o.unit = $4
              and o.ended_at is null
              and o.instruction_standing = any ($5::text[])
              and ($1::timestamptz is null or (o.dispatched_at, o.id) > ($1, $2::uuid))
              and %s
            order by o.dispatched_at, o.id
            limit $3
            """.formatted(WorkOrderSummary.COLUMNS, HiddenCases.seen("o.case_id", "$6"));

    private static final RecordReader<ComplexCase> COMPLEX =
            RecordReader.of(ComplexCase.class).with("coUnits", row -> ((String[]) row.getValue("co_units")).length);

    private final Pool pool;
    private final Scope scope;
    private final Caller caller;
    private final AllowedActions actions;
    private final RecordReader<Item> items;

    public LeadersListQueries(Pool pool, Scope scope, Caller caller, AllowedActions actions, ObjectMapper json) {
        this.pool = pool;
        this.scope = scope;
        this.caller = caller;
        this.actions = actions;
        this.items = RecordReader.of(Item.class, json).with("order", WorkOrderSummary.reader(actions));
    }

    Uni<Page<Item>> of(String unit, List<Standing> standings, PageRequest page, Language language) {
        scope.requireListReader(unit);
        String reader = caller.subject();
        var hidden = scope.ownAndAbove();
        return actions.upToDate()
                .chain(() -> Sql.on(pool)
                        .page(
                                LIST,
                                "dispatched_at",
                                page,
                                items.with(
                                        "complexBecause",
                                        row -> COMPLEX.apply(row).words(language)),
                                unit,
                                standings,
                                hidden,
                                reader));
    }

    /** Which orders. */
    public enum Standing {
        /** 待批示. */
        AWAITED,
        /** 已阅. */
        READ,
        /** 已批示. */
        GIVEN,
        /** Those that need no leader. */
        NOT_NEEDED
    }

    /**
     * An order for its leaders.
     *
     * @param complexBecause What makes it complex, in words; empty for a simple case.
     * @param marks Who has read it.
     * @param readByMe Whether the caller, or a deputy for the caller, has.
     * @param instructions How many instructions were given.
     */
    @Schema(name = "LeadersListItem")
    public record Item(
            @JsonUnwrapped WorkOrderSummary order,
            List<String> complexBecause,
            List<LeaderMark> marks,
            boolean readByMe,
            long instructions) {}
}
