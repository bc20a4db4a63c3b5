package org.hotline12345.dispatch.inbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.cases.model.WorkOrderStates;
import org.hotline12345.dispatch.inbox.model.DueIn;
import org.hotline12345.dispatch.inbox.model.InboxCounts;
import org.hotline12345.dispatch.inbox.model.InboxFilter;
import org.hotline12345.dispatch.workorder.AllowedActions;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.dispatch.workorder.UnitPart;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;
import org.hotline12345.events.WorkOrderState;

/**
 * A unit's open orders, those first whose reply is due first. What is open is little beside what a unit ever had: it is found by the
 * index of its states, and searched as it is read.
 */
@ApplicationScoped
class InboxQueries {
    private static final String OPEN =
            WorkOrderStates.OPEN.stream().map(state -> "'" + state.name() + "'").collect(Collectors.joining(", "));

    /** Its own parameters are four: the unit, those from whom cases are hidden, now and the days' ends, the words. */
    private static final String MINE =
            """
            select o.*, coalesce(o.correction, o.state) as standing, due.at as due_at,
              case
                when due.at is null then 'NO_DATE'
                when due.at < $6 then 'OVERDUE'
                when due.at < $7 then 'TODAY'
                when due.at < $8 then 'TOMORROW'
                else 'LATER'
              end as due_in
            from work_order o
            left join lateral (
              select max(d.due_at) as at
              from deadline_mirror d
              where d.work_order_id = o.id and d.kind = 'REPLY' and d.state <> 'CANCELLED') due on true
            where {of unit}
              and (o.state in ({open}) or o.correction is not null)
              and {seen}
              and ($9::text is null
                or strpos(lower(o.case_number), lower($9)) > 0
                or strpos(lower(o.title), lower($9)) > 0
                or strpos(lower(o.assignee), lower($9)) > 0
                or exists (
                  select
                  from registered_case c
                  where c.case_id = o.case_id and strpos(lower(c.text), lower($9)) > 0))
            """.replace("{open}", OPEN).replace("{seen}", HiddenCases.seen("o.case_id", "$5"));

    private static final String FOUND = """
              (coalesce(cardinality($10::text[]), 0) = 0 or standing = any($10))
              and (coalesce(cardinality($11::text[]), 0) = 0 or due_in = any($11))
              and ($12::text is null or category = $12)
              and ($13::text is null or assignee = $13)
            """;

    /** What has no date comes last. */
    private static final String LIST = """
            select %s, o.due_order
            from (
              select mine.*, coalesce(due_at, timestamptz '9999-01-01 00:00Z') as due_order
              from (%%s) as mine
              where %s
                and ($1::timestamptz is null or (coalesce(due_at, timestamptz '9999-01-01 00:00Z'), id) > ($1, $2::uuid))
              order by due_order, id
              limit $3) as o
            order by o.due_order, o.id
            """.formatted(WorkOrderSummary.COLUMNS, FOUND);

    /** All parameters have their types, those of the page too: what counts by one thing goes by what is looked for in the others. */
    private static final String COUNTS = """
            select standing, due_in, category, assignee, count(*) as howmany
            from (%s) as mine
            where ($1::timestamptz is null and $2::uuid is null and $3::int is not null)
            group by standing, due_in, category, assignee
            """;

    private final Pool pool;
    private final Scope scope;
    private final AllowedActions actions;
    private final Clock clock;
    private final RecordReader<WorkOrderSummary> orders;

    InboxQueries(Pool pool, Scope scope, AllowedActions actions, Clock clock) {
        this.pool = pool;
        this.scope = scope;
        this.actions = actions;
        this.clock = clock;
        this.orders = WorkOrderSummary.reader(actions);
    }

    /** The open orders of the unit that are looked for, the earliest due first. */
    Uni<Page<WorkOrderSummary>> page(String unit, UnitPart part, InboxFilter filter, PageRequest page) {
        scope.requireListReader(unit);
        return actions.upToDate()
                .chain(() -> Sql.on(pool)
                        .page(
                                LIST.formatted(mine(part)),
                                "due_order",
                                page,
                                orders,
                                Arrays.copyOfRange(arguments(unit, filter), 3, 13)));
    }

    /** How many there are, by state, by how near they are due, by category and by handler. */
    Uni<InboxCounts> counts(String unit, UnitPart part, InboxFilter filter) {
        scope.requireListReader(unit);
        return Sql.on(pool)
                .select(COUNTS.formatted(mine(part)), Arrays.copyOf(arguments(unit, filter), 9))
                .map(rows -> InboxCounts.of(
                        rows.stream()
                                .map(row -> new InboxCounts.Line(
                                        WorkOrderState.valueOf(row.getString("standing")),
                                        DueIn.valueOf(row.getString("due_in")),
                                        row.getString("category"),
                                        row.getString("assignee"),
                                        row.getLong("howmany")))
                                .toList(),
                        filter));
    }

    /** All that are looked for, one after another. */
    Multi<WorkOrderSummary> all(String unit, UnitPart part, InboxFilter filter) {
        scope.requireListReader(unit);
        return Sql.stream(pool, LIST.formatted(mine(part)), arguments(unit, filter))
                .map(orders);
    }

    private static String mine(UnitPart part) {
        return MINE.replace(
                "{of unit}",
                switch (part) {
                    case LEAD -> "o.unit = $4";
                    case CO -> "o.co_units @> array[$4::text] and o.co_units <> '{}'";
                    case HANDED_DOWN -> "o.handling_unit = $4";
                });
    }

    private Object[] arguments(String unit, InboxFilter filter) {
        var days = DueIn.Days.at(clock.instant());
        var all = new ArrayList<Object>();
        all.add(null);
        all.add(null);
        all.add(Integer.MAX_VALUE);
        all.add(unit);
        all.add(scope.ownAndAbove());
        all.add(days.now());
        all.add(days.tomorrow());
        all.add(days.after());
        all.add(filter.words());
        all.add(names(filter.states()));
        all.add(names(filter.due()));
        all.add(filter.category());
        all.add(filter.handler());
        return all.toArray();
    }

    private static List<String> names(Set<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).toList();
    }
}
