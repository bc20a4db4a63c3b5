package org.hotline12345.followup.urging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.followup.notice.NoticePages;
import org.hotline12345.followup.notice.NoticeTemplates;

/** Reminders as they are shown. */
@ApplicationScoped
class UrgeQueries {
    private static final String OF_WORK_ORDER = """
            select %s
            from unit_urge u
            where u.work_order_id = $1
              and %s
            order by u.urged_at, u.id
            """.formatted(UrgeView.COLUMNS, HiddenCases.seen("u.case_id", "$2"));

    private static final String WAITING = """
            select %s
            from unit_urge u
            where u.delivered_at is null
              and u.revoked_at is null
              and ($4::text is null or u.unit = $4)
              and ($5::text is null or u.level = $5)
              and (u.deliver_at, u.id) > ($1, $2)
            order by u.deliver_at, u.id
            limit $3
            """.formatted(UrgeView.COLUMNS);

    private static final String DELIVERED = """
            select %s
            from unit_urge u
            where u.delivered_at is not null
              and u.revoked_at is null
              and ($1::text is null or u.level = $1)
              and u.delivered_at >= coalesce($2, '-infinity'::timestamptz)
              and u.delivered_at < coalesce($3, 'infinity'::timestamptz)
              and (u.delivered_at, u.id) < (coalesce($4, 'infinity'::timestamptz), $5::uuid)
            """.formatted(UrgeView.COLUMNS);

    /** Those of a unit, and those that went to it as the unit above. */
    private static final String OF_UNIT = """
              and (u.unit = $7 or u.level = 'PARENT_UNIT' and u.unit = any($8))
              and %s
            """.formatted(HiddenCases.seen("u.case_id", "$9"));

    private static final String LATEST_FIRST = """
            order by u.delivered_at desc, u.id desc
            limit $6
            """;

    private static final UUID LAST = new UUID(-1, -1);

    private static final String WITH_CASE = """
            select %s, c.case_number, c.title, c.registered_at, c.dispatched_at
            from unit_urge u
            join case_file c on c.case_id = u.case_id
            where u.id = $1
              and %s
            """.formatted(UrgeView.COLUMNS, HiddenCases.seen("u.case_id", "$2"));

    /**
     * Which reminders are looked for; null means any.
     *
     * @param unit Those that went to it.
     * @param below The units directly below it: what went to the unit above is its own too.
     */
    record Filter(String unit, List<String> below, UrgeLevel level, OffsetDateTime from, OffsetDateTime to) {}

    /**
     * A reminder and its case, as the printed notice names it.
     *
     * @param dueAt When what it urges was due. May be null.
     */
    record OfCase(UrgeView view, NoticePages.Matter matter, Instant dueAt) {}

    private final NoticeTemplates templates;
    private final Pool pool;
    private final Caller caller;

    UrgeQueries(NoticeTemplates templates, Pool pool, Caller caller) {
        this.templates = templates;
        this.pool = pool;
        this.caller = caller;
    }

    /** Those of a work order, the oldest first. */
    Uni<List<UrgeView>> ofWorkOrder(UUID workOrderId, Language language) {
        return Sql.on(pool)
                .select(OF_WORK_ORDER, workOrderId, caller.unitAndAbove())
                .map(rows -> rows.stream().map(UrgeView.in(language, templates)).toList());
    }

    /** Those that were delivered, the latest first. */
    Uni<Page<UrgeView>> delivered(Filter filter, PageRequest page, Language language) {
        Cursor cursor = page.cursor();
        var args = new ArrayList<Object>();
        args.add(filter.level());
        args.add(filter.from());
        args.add(filter.to());
        args.add(cursor == null ? null : cursor.time(0));
        args.add(cursor == null ? LAST : cursor.uuid(1));
        args.add(page.limit() + 1);
        if (filter.unit() != null) {
            args.add(filter.unit());
            args.add(filter.below());
            args.add(caller.unitAndAbove());
        }
        return Sql.on(pool)
                .select(DELIVERED + (filter.unit() == null ? "" : OF_UNIT) + LATEST_FIRST, args.toArray())
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(Rows.instant(row, "delivered_at"), row.getUUID("id")),
                        UrgeView.in(language, templates)));
    }

    /** Those whose notice waits for the end of the quiet hours, or could not be delivered, the first to be told first. */
    Uni<Page<UrgeView>> waiting(Filter filter, PageRequest page, Language language) {
        return Sql.on(pool)
                .rising(
                        WAITING,
                        "deliver_at",
                        "id",
                        page,
                        UrgeView.in(language, templates),
                        filter.unit(),
                        filter.level());
    }

    /** One of them; null if there is none. */
    Uni<OfCase> find(UUID id, Language language) {
        return Sql.on(pool)
                .first(WITH_CASE, id, caller.unitAndAbove())
                .map(row -> row == null
                        ? null
                        : new OfCase(
                                UrgeView.in(language, templates).apply(row),
                                Rows.as(NoticePages.Matter.class).apply(row),
                                Rows.instant(row, "due_at")));
    }
}
