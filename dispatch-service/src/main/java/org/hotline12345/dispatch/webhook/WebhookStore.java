package org.hotline12345.dispatch.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.webhook.model.Delivery;
import org.hotline12345.dispatch.webhook.model.DeliveryState;
import org.hotline12345.dispatch.webhook.model.Webhook;
import org.hotline12345.dispatch.webhook.model.WebhookState;
import org.hotline12345.events.WorkOrderState;

/** Webhooks and what they are told. */
@ApplicationScoped
class WebhookStore {
    private static final int AT_ONCE = 8;
    /** How many deliveries one claim sends. */
    static final int OF_ONE = 5;

    private static final Table<Webhook> WEBHOOKS = new Table<Webhook>("webhook")
            .uuid("id", Webhook::id)
            .key()
            .text("unit", Webhook::unit)
            .text("url", Webhook::url)
            .textArray("events", Webhook::events)
            .flag("below", Webhook::below)
            .text("secret", Webhook::secret)
            .name("state", Webhook::state)
            .text("made_by", Webhook::madeBy)
            .time("made_at", Webhook::madeAt)
            .time("failing_since", Webhook::failingSince)
            .time("disabled_at", Webhook::disabledAt)
            .time("last_delivered_at", Webhook::lastDeliveredAt)
            .version("version", Webhook::version);

    private static final Table<Delivery> DELIVERIES = new Table<Delivery>("webhook_delivery")
            .uuid("id", Delivery::id)
            .key()
            .uuid("webhook_id", Delivery::webhookId)
            .name("event", Delivery::event)
            .uuid("case_id", Delivery::caseId)
            .uuid("work_order_id", Delivery::workOrderId)
            .text("case_number", Delivery::caseNumber)
            .text("unit", Delivery::unit)
            .time("happened_at", Delivery::happenedAt)
            .time("created_at", Delivery::createdAt)
            .time("next_at", Delivery::nextAt)
            .name("state", Delivery::state)
            .number("attempts", Delivery::attempts)
            .number("last_status", Delivery::lastStatus)
            .text("last_error", Delivery::lastError)
            .time("done_at", Delivery::doneAt);

    private static final RecordReader<Webhook> WEBHOOK = RecordReader.of(Webhook.class);
    private static final RecordReader<Delivery> DELIVERY = RecordReader.of(Delivery.class);
    private static final String SELECT = "select " + WEBHOOKS.columns() + " from webhook ";

    private static final String ORDERS = """
            select o.id, o.case_id, o.case_number, o.unit, o.handling_unit, o.co_units, o.urgency, o.state,
              o.imported, %s as hidden_from
            from work_order o
            where o.case_id = any ($1::uuid[])
            order by o.dispatched_at, o.id
            """.formatted(HiddenCases.accused("o.case_id"));

    /**
     * Nobody else sends to it for a while: what is told of an order arrives in its order. Who was served longest ago comes first: addresses
     * that do not answer, and have much to be tried, keep nobody else waiting.
     */
    private static final String CLAIM = """
            update webhook
            set busy_until = $2
            where id = any (array(
              select w.id
              from webhook w
              where w.state = 'ACTIVE'
                and (w.busy_until is null or w.busy_until <= $1)
                and exists (
                  select
                  from webhook_delivery d
                  where d.webhook_id = w.id and d.state = 'PENDING' and d.next_at <= $1)
              order by w.busy_until nulls first, w.id
              limit $3
              for update skip locked))
            returning %s
            """.formatted(WEBHOOKS.columns());

    /**
     * What is due and has nothing of its order before it that still waits for another try. A case that accuses the unit by now is told no
     * more.
     */
    private static final String DUE = """
            with hidden as (
              update webhook_delivery
              set state = 'GIVEN_UP',
                  done_at = $2
              where webhook_id = $1
                and state = 'PENDING'
                and next_at <= $2
                and not (%2$s))
            select %1$s,
              (
                select max(m.due_at)
                from deadline_mirror m
                where m.work_order_id = d.work_order_id and m.kind = 'REPLY' and m.state <> 'CANCELLED'
              ) as due_at
            from webhook_delivery d
            where d.webhook_id = $1
              and d.state = 'PENDING'
              and d.next_at <= $2
              and %3$s
              and not exists (
                select
                from webhook_delivery e
                where e.webhook_id = d.webhook_id
                  and e.state = 'PENDING'
                  and e.work_order_id = d.work_order_id
                  and e.id < d.id
                  and e.next_at > $2)
            order by d.id
            limit $3
            """.formatted(
            DELIVERIES.columns("d"), HiddenCases.notHidden("case_id", "$4"), HiddenCases.notHidden("d.case_id", "$4"));

    private static final String AGAIN = """
            update webhook_delivery
            set state = 'PENDING',
                attempts = 0,
                created_at = $3,
                next_at = $3,
                done_at = null
            where id = $1
              and webhook_id = $2
              and %s
            returning %s
            """.formatted(HiddenCases.notHidden("case_id", "$4"), DELIVERIES.columns());

    private static final String DELIVERED =
            """
            select %s
            from webhook_delivery
            where webhook_id = $4
              and ($5::text is null or state = $5)
              and ($1::timestamptz is null or (created_at, id) < ($1, $2::uuid))
              and %s
            order by created_at desc, id desc
            limit $3
            """.formatted(DELIVERIES.columns(), HiddenCases.seen("webhook_delivery.case_id", "$6"));

    private final Pool pool;

    WebhookStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * An order as far as it matters to whom it is told.
     *
     * @param hiddenFrom Units from which its case is hidden.
     */
    record OrderTold(
            UUID id,
            UUID caseId,
            String caseNumber,
            String unit,
            String handlingUnit,
            List<String> coUnits,
            String urgency,
            WorkOrderState state,
            boolean imported,
            List<String> hiddenFrom) {
        /** The units that have to do with it. */
        List<String> units() {
            return Stream.concat(Stream.of(unit, handlingUnit).filter(Objects::nonNull), coUnits.stream())
                    .toList();
        }
    }

    /** A delivery, and when the reply is due now. */
    record Due(Delivery delivery, Instant dueAt) {}

    Uni<List<Webhook>> active() {
        return Sql.on(pool)
                .select(SELECT + "where state = 'ACTIVE'")
                .map(rows -> rows.stream().map(WEBHOOK).toList());
    }

    Uni<Webhook> find(UUID id) {
        return found(Sql.on(pool), SELECT + "where id = $1 and state <> 'REMOVED'", id);
    }

    Uni<Webhook> lock(Mutiny.Session session, UUID id) {
        return found(Sql.on(session), SELECT + "where id = $1 and state <> 'REMOVED' for update", id);
    }

    private static Uni<Webhook> found(Sql sql, String statement, UUID id) {
        return sql.first(statement, id)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .map(WEBHOOK);
    }

    Uni<Page<Webhook>> list(PageRequest page, String unit, WebhookState state) {
        return Sql.on(pool).page(SELECT + """
                        where state <> 'REMOVED'
                          and ($4::text is null or unit = $4)
                          and ($5::text is null or state = $5)
                          and ($1::timestamptz is null or (made_at, id) > ($1, $2::uuid))
                        order by made_at, id
                        limit $3
                        """, "made_at", page, WEBHOOK, unit, state);
    }

    /** How many the unit has; nobody else adds one to it before the transaction ends. */
    Uni<Integer> countOf(Mutiny.Session session, String unit) {
        var sql = Sql.on(session);
        return sql.select("select pg_advisory_xact_lock(hashtext('webhooks ' || $1))::text", unit)
                .chain(() -> sql.first(
                        "select count(*)::int as webhooks from webhook where unit = $1 and state <> 'REMOVED'", unit))
                .map(row -> row.getInteger("webhooks"));
    }

    Uni<Void> insert(Mutiny.Session session, Webhook webhook) {
        return new Writes().insert(WEBHOOKS, List.of(webhook)).run(Sql.on(session));
    }

    Uni<Void> update(Mutiny.Session session, Webhook webhook) {
        return new Writes().updateGuarded(WEBHOOKS, List.of(webhook)).run(Sql.on(session));
    }

    /** The orders of the cases, the earliest first. */
    Uni<List<OrderTold>> orders(Mutiny.Session session, Set<UUID> cases) {
        return Sql.on(session)
                .select(ORDERS, (Object) cases.toArray(UUID[]::new))
                .map(rows -> rows.stream().map(RecordReader.of(OrderTold.class)).toList());
    }

    Uni<Void> add(Mutiny.Session session, List<Delivery> deliveries) {
        return new Writes().insert(DELIVERIES, deliveries).run(Sql.on(session));
    }

    /** Webhooks with something to send that no other instance sends to. */
    Uni<List<Webhook>> claim(Instant now, Duration busy) {
        return Sql.on(pool)
                .select(CLAIM, now, now.plus(busy), AT_ONCE)
                .map(rows -> rows.stream().map(WEBHOOK).toList());
    }

    Uni<Void> release(UUID webhook, Instant now) {
        return Sql.on(pool).update("""
                        update webhook
                        set busy_until = $2
                        where id = $1
                        """, webhook, now).replaceWithVoid();
    }

    Uni<List<Due>> due(UUID webhook, List<String> hiddenFrom, Instant now) {
        return Sql.on(pool)
                .select(DUE, webhook, now, OF_ONE, hiddenFrom)
                .map(rows -> rows.stream()
                        .map(row -> new Due(DELIVERY.apply(row), Rows.instant(row, "due_at")))
                        .toList());
    }

    /** It got there. */
    Uni<Void> delivered(Delivery delivery, int status, Instant now) {
        return Sql.on(pool)
                .update("""
                        with reached as (
                          update webhook
                          set failing_since = null,
                              last_delivered_at = $3
                          where id = $4)
                        update webhook_delivery
                        set state = 'DELIVERED',
                            attempts = attempts + 1,
                            last_status = $2,
                            last_error = null,
                            done_at = $3
                        where id = $1
                        """, delivery.id(), status, now, delivery.webhookId())
                .replaceWithVoid();
    }

    /** It did not; {@code next} null: it is given up. */
    Uni<Void> failed(Delivery delivery, Integer status, String error, Instant next, boolean disable, Instant now) {
        return Sql.on(pool)
                .update("""
                        with failing as (
                          update webhook
                          set failing_since = coalesce(failing_since, $6),
                              state = case when $7 and state = 'ACTIVE' then 'DISABLED' else state end,
                              disabled_at = case when $7 and state = 'ACTIVE' then $6 else disabled_at end
                          where id = $5)
                        update webhook_delivery
                        set state = case when $4::timestamptz is null then 'GIVEN_UP' else 'PENDING' end,
                            attempts = attempts + 1,
                            last_status = $2,
                            last_error = $3,
                            next_at = coalesce($4::timestamptz, next_at),
                            done_at = case when $4::timestamptz is null then $6 end
                        where id = $1
                        """, delivery.id(), status, error, next, delivery.webhookId(), now, disable)
                .replaceWithVoid();
    }

    /** What a webhook was told, without cases that are hidden from these units. */
    Uni<Page<Delivery>> deliveries(PageRequest page, UUID webhook, DeliveryState state, List<String> hiddenFrom) {
        return Sql.on(pool).page(DELIVERED, "created_at", page, DELIVERY, webhook, state, hiddenFrom);
    }

    /** Once more from the beginning; null if there is no such delivery, or of a case that is hidden from these units. */
    Uni<Delivery> again(Mutiny.Session session, UUID webhook, UUID delivery, List<String> hiddenFrom, Instant now) {
        return Sql.on(session)
                .select(AGAIN, delivery, webhook, now, hiddenFrom)
                .map(rows -> rows.isEmpty() ? null : DELIVERY.apply(rows.get(0)));
    }

    Uni<Integer> forget(Instant before) {
        return Sql.on(pool).update("""
                        delete from webhook_delivery
                        where created_at < $1
                        """, before);
    }
}
