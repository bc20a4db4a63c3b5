package org.hotline12345.dispatch.reply;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.LockedOrder;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.reply.model.Reply;
import org.hotline12345.dispatch.workorder.ReplyQuality;

/** The replies in the database; they are read and written with their orders. */
@ApplicationScoped
class ReplyStore {
    private static final Table<Reply> REPLIES = new Table<Reply>("reply")
            .uuid("id", Reply::id)
            .key()
            .part(Reply::of, Reply.Of.class)
            .part(Reply::text, Reply.ReplyText.class)
            .part(Reply::origin, Reply.Origin.class)
            .part(
                    Reply::correction,
                    correction -> correction
                            .uuid("corrects", Reply.Correction::corrects)
                            .text("correction_reason", Reply.Correction::reason))
            .fixed()
            .version("version", Reply::version)
            .name("state", Reply::state)
            .part(
                    reply -> reply.hands().review(),
                    review -> review.text("reviewer", Reply.Signed::by)
                            .text("reviewer_for", Reply.Signed::onBehalfOf)
                            .time("reviewed_at", Reply.Signed::at))
            .part(
                    reply -> reply.hands().signOff(),
                    signOff -> signOff.text("signer", Reply.Signed::by)
                            .text("signer_for", Reply.Signed::onBehalfOf)
                            .time("signed_off_at", Reply.Signed::at))
            .part(
                    reply -> reply.hands().centre(),
                    centre -> centre.text("centre_reviewer", Reply.Signed::by)
                            .time("centre_reviewed_at", Reply.Signed::at))
            .text("comment", Reply::comment)
            .time("issued_at", Reply::issuedAt)
            .time("superseded_at", Reply::supersededAt)
            .time("taken_back_at", Reply::takenBackAt);

    private static final Table<FileAgain> FILES_AGAIN = new Table<FileAgain>("reply_file_again")
            .uuid("reply_id", FileAgain::replyId)
            .key()
            .uuid("attachment_id", FileAgain::attachmentId)
            .key();

    private static final String REPLY = "reply_";

    private static final RecordReader<Reply.Of> OF = RecordReader.of(Reply.Of.class, REPLY);
    private static final RecordReader<Reply.ReplyText> TEXT = RecordReader.of(Reply.ReplyText.class, REPLY);
    private static final RecordReader<Reply.Origin> ORIGIN = RecordReader.of(Reply.Origin.class, REPLY);

    /** Its own columns under names that those of the order do not have. */
    private static final String COLUMNS = REPLIES.columns("r", REPLY);

    private static final String READ = """
            select %s, %s,
              q.verdict::text as verdict,
              exists (
                select from merge_member m where m.lead_case_id = r.case_id and m.outcome is null) as leads
            from reply r
            join work_order o on o.id = r.work_order_id
            left join reply_quality q on q.reply_id = r.id
            where r.id = any ($1::uuid[])
            """.formatted(Cases.orderColumns(), COLUMNS);

    /**
     * The replies that hold, of the order itself and of those that were answered with it. What was answered with an earlier order of the same
     * case was answered by another reply: it is known by the time at which the order was finished, which is that of its answer.
     */
    private static final String ISSUED = """
            select %s
            from reply r
            where r.state = 'ISSUED'
              and (r.work_order_id = $1
                or r.work_order_id in (
                  select m.work_order_id
                  from merge_member m
                  where m.lead_case_id = $2
                    and m.outcome = 'ANSWERED'
                    and m.ended_at = $3))
            """.formatted(COLUMNS);

    private static final String IDS_OF = """
            select id
            from reply
            where work_order_id = $1
            """;

    private final Pool pool;
    private final RecordReader<ReplyInHand> inHand;
    private final CommandGroup<ReplyInHand> together;

    ReplyStore(Cases cases, Vertx vertx, @ReactiveDataSource(CommandGroup.POOL) Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.inHand = RecordReader.of(ReplyInHand.class, json)
                .with("of", Cases::inHand)
                .with("reply", ReplyStore::reply);
        this.together = new CommandGroup<>(vertx, pool, new CommandGroup.Aggregates<>() {
            @Override
            public Uni<Map<UUID, ReplyInHand>> read(Sql sql, Collection<UUID> ids) {
                return ReplyStore.this.read(sql, ids);
            }

            @Override
            public void write(ReplyInHand reply, Writes writes) {
                cases.write(reply.of(), writes);
            }
        });
    }

    /**
     * A reply that a command decides on, with its order.
     *
     * @param verdict What the quality check found when it was submitted; null if nothing was stored.
     * @param leads Whether other cases are handled with this one.
     */
    record ReplyInHand(OrderInHand of, Reply reply, ReplyQuality verdict, boolean leads) {}

    /** A file that came with an earlier reply to the same order and is named by this one again. */
    private record FileAgain(UUID replyId, UUID attachmentId) {}

    /** Steps on replies, those that come at the same time together. */
    CommandGroup<ReplyInHand> together() {
        return together;
    }

    /** The reply with its order, whose case is locked. */
    Uni<ReplyInHand> of(LockedOrder locked, UUID replyId) {
        return read(Sql.on(locked.session()), List.of(replyId)).map(found -> {
            var reply = found.get(replyId);
            return new ReplyInHand(locked.inHand(), reply.reply(), reply.verdict(), reply.leads());
        });
    }

    /** The reply of the order that holds; 404 if there is none. */
    Uni<Reply> issuedOf(LockedOrder locked) {
        return issuedTogether(locked)
                .map(all -> all.stream()
                        .filter(reply ->
                                reply.of().workOrderId().equals(locked.order().id()))
                        .findFirst()
                        .orElseThrow(Problem::notFound));
    }

    /** The same, and those of the cases that were answered by it. */
    Uni<List<Reply>> issuedTogether(LockedOrder locked) {
        return Sql.on(locked.session())
                .select(
                        ISSUED,
                        locked.order().id(),
                        locked.order().caseId(),
                        locked.order().finishedAt())
                .map(rows -> rows.stream().map(ReplyStore::reply).toList());
    }

    private Uni<Map<UUID, ReplyInHand>> read(Sql sql, Collection<UUID> ids) {
        return sql.select(READ, (Object) ids.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .map(inHand)
                        .collect(Collectors.toMap(found -> found.reply().id(), Function.identity())));
    }

    /** A new reply, or the copies of one for merged cases. */
    static void insert(Writes writes, Collection<Reply> replies) {
        writes.insert(REPLIES, replies);
    }

    /** Files of earlier replies that this one names again. */
    static void keepFiles(Writes writes, UUID replyId, Collection<UUID> attachmentIds) {
        writes.insert(
                FILES_AGAIN,
                attachmentIds.stream().map(id -> new FileAgain(replyId, id)).toList());
    }

    /** All replies to the order. */
    Uni<List<UUID>> idsOf(UUID orderId) {
        return Sql.on(pool)
                .select(IDS_OF, orderId)
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
    }

    static void update(Writes writes, Reply reply) {
        writes.updateGuarded(REPLIES, List.of(reply));
    }

    private static Reply reply(Row row) {
        return Reply.stored(
                row.getUUID(REPLY + "id"),
                OF.apply(row),
                TEXT.apply(row),
                ORIGIN.apply(row),
                row.getUUID(REPLY + "corrects") == null
                        ? null
                        : new Reply.Correction(
                                row.getUUID(REPLY + "corrects"), row.getString(REPLY + "correction_reason")),
                row.getInteger(REPLY + "version"),
                new Reply.Progress(
                        Reply.State.valueOf(row.getString(REPLY + "state")),
                        new Reply.Hands(
                                signed(row, "reviewer", row.getString(REPLY + "reviewer_for"), "reviewed_at"),
                                signed(row, "signer", row.getString(REPLY + "signer_for"), "signed_off_at"),
                                signed(row, "centre_reviewer", null, "centre_reviewed_at")),
                        row.getString(REPLY + "comment"),
                        Rows.instant(row, REPLY + "issued_at"),
                        Rows.instant(row, REPLY + "superseded_at"),
                        Rows.instant(row, REPLY + "taken_back_at")));
    }

    private static Reply.Signed signed(Row row, String by, String onBehalfOf, String at) {
        return row.getString(REPLY + by) == null
                ? null
                : new Reply.Signed(row.getString(REPLY + by), onBehalfOf, Rows.instant(row, REPLY + at));
    }
}
