package org.hotline12345.dispatch.reply;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.database.GroupCommit;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.dispatch.reply.model.CheckMode;
import org.hotline12345.dispatch.reply.model.EarlierReply;
import org.hotline12345.dispatch.workorder.ReplyQuality;
import org.hotline12345.events.CaseType;

/** What the quality check reads and what it found, the wording of replies, and what units have said serious flags do. */
@ApplicationScoped
class ReplyCheckStore {
    /** With what is alike, and what is joined to find it. */
    private static final String QUESTION = """
            select o.id, o.unit, %s as accused, o.type,
              concat_ws(e'\\n', c.title, c.text, (
                select string_agg(n.text, e'\\n' order by n.at)
                from case_note n
                where n.case_id = c.case_id and n.kind = 'SUPPLEMENT'
              )) as question,
              coalesce((
                select jsonb_object_agg(p.unit, p.mode)
                from reply_check_policy p
              ), '{}')::text as policies,
              %s as alike
            from work_order o
            join registered_case c on c.case_id = o.case_id
            %s
            where o.id = any ($1::uuid[])
            """;

    /** $2 and $3 are bands by orders, $4 and $5 the units of who asks, and those above, by orders. */
    private static final String READ = QUESTION.formatted(
            HiddenCases.accused("o.case_id"), """
              (
                select jsonb_agg(jsonb_build_object(
                  'replyId', r.id, 'caseNumber', oc.case_number, 'question', oc.title || e'\\n' || oc.text,
                  'text', r.text))
                from (
                  select distinct newest.reply_id
                  from unnest($2::uuid[], $3::bigint[]) as wanted (order_id, band)
                  cross join lateral (
                    select f.reply_id
                    from reply_fingerprint f
                    where f.unit = o.unit
                      and f.band = wanted.band
                      and f.case_id <> o.case_id
                      and %s
                    order by f.reply_id desc
                    limit 3
                  ) as newest
                  where wanted.order_id = o.id
                  order by newest.reply_id desc
                  limit 8
                ) as found
                join reply r on r.id = found.reply_id
                join registered_case oc on oc.case_id = r.case_id
              )::text""".formatted(HiddenCases.seen("f.case_id", "asking.units")), """
            cross join lateral (
              select array(
                select looks.unit
                from unnest($4::uuid[], $5::text[]) as looks (order_id, unit)
                where looks.order_id = o.id) as units
              offset 0) as asking""");

    private static final String READ_HISTORY = QUESTION.formatted(HiddenCases.accused("o.case_id"), "null::text", "");

    private static final GroupCommit.Limits TOGETHER = new GroupCommit.Limits(64, 2, 8);

    /** What is looked for in the past of a unit takes longer: fewer wait for each other. */
    private static final GroupCommit.Limits LIVE = new GroupCommit.Limits(16, 2, 8);

    private static final String SET = """
            insert into reply_check_policy (unit, mode, set_by, set_at)
            values ($1, $2, $3, $4)
            on conflict (unit) do update
            set mode = excluded.mode,
                set_by = excluded.set_by,
                set_at = excluded.set_at
            """;

    /**
     * What a reply is checked against.
     *
     * @param question Title and text of the case, and what the citizen added.
     * @param policies What units have said.
     * @param alike The few replies of the unit that may be alike.
     */
    record Question(
            String unit,
            List<String> accused,
            CaseType type,
            String question,
            Map<String, CheckMode> policies,
            List<EarlierReply> alike) {}

    /** What was found in a reply. */
    record Quality(UUID replyId, ReplyQuality verdict, Instant checkedAt) {}

    /** A key by which replies that are nearly the same are found. */
    record Band(String unit, long band, UUID replyId, UUID caseId) {}

    private static final Table<Band> FINGERPRINTS = Table.of("reply_fingerprint", Band.class);

    private final Pool pool;
    private final Table<Quality> quality;
    private final RecordReader<Question> questions;
    private final GroupCommit<Asked, Question> live;
    private final GroupCommit<UUID, Question> ofHistory;

    ReplyCheckStore(Vertx vertx, @ReactiveDataSource(CommandGroup.POOL) Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.quality = new Table<Quality>("reply_quality")
                .uuid("reply_id", Quality::replyId)
                .number("rules", found -> found.verdict().rules())
                .text("worst", found -> found.verdict().worst())
                .json("verdict", json, Quality::verdict)
                .time("checked_at", Quality::checkedAt);
        this.questions = RecordReader.of(Question.class, json);
        this.live = new GroupCommit<>(vertx, LIVE, asked -> List.of(asked.orderId()), this::questions);
        this.ofHistory = new GroupCommit<>(vertx, TOGETHER, this::questionsOfHistory);
    }

    /** Against what is to be read, and for whom. */
    private record Asked(UUID orderId, long[] bands, List<String> hiddenFrom) {}

    /**
     * What a reply to the case of the order is checked against, read with that of other orders that are asked for at the same time; null if
     * there is no such order.
     *
     * @param hiddenFrom replies to cases that accuse one of these units are not compared with
     */
    Uni<Question> question(UUID orderId, long[] bands, List<String> hiddenFrom) {
        return live.add(new Asked(orderId, bands, hiddenFrom));
    }

    private Uni<List<Question>> questions(List<Asked> all) {
        var ids = all.stream().map(Asked::orderId).toList();
        var ofBands = new ArrayList<UUID>();
        var bands = new ArrayList<Long>();
        var ofUnits = new ArrayList<UUID>();
        var units = new ArrayList<String>();
        for (var asked : all) {
            for (long band : asked.bands()) {
                ofBands.add(asked.orderId());
                bands.add(band);
            }
            for (String unit : asked.hiddenFrom()) {
                ofUnits.add(asked.orderId());
                units.add(unit);
            }
        }
        return read(
                ids,
                READ,
                ids.toArray(UUID[]::new),
                ofBands.toArray(UUID[]::new),
                bands.toArray(Long[]::new),
                ofUnits.toArray(UUID[]::new),
                units.toArray(String[]::new));
    }

    /** The same without replies that may be alike, read with those of other orders that are asked for at the same time. */
    Uni<Question> questionOfHistory(UUID orderId) {
        return ofHistory.add(orderId);
    }

    private Uni<List<Question>> questionsOfHistory(List<UUID> orderIds) {
        return read(orderIds, READ_HISTORY, (Object) orderIds.toArray(UUID[]::new));
    }

    private Uni<List<Question>> read(List<UUID> orderIds, String sql, Object... arguments) {
        return Sql.on(pool).select(sql, arguments).map(rows -> {
            var found = new HashMap<UUID, Question>();
            rows.forEach(row -> found.put(row.getUUID("id"), questions.apply(row)));
            return orderIds.stream().map(found::get).collect(Collectors.toList());
        });
    }

    void insert(Writes writes, Quality found, List<Band> bands) {
        writes.insert(quality, List.of(found)).insertMissing(FINGERPRINTS, bands);
    }

    /** What units have said. */
    Uni<Map<String, CheckMode>> policies() {
        return Sql.on(pool)
                .select("select unit, mode from reply_check_policy")
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.getString("unit"), row -> CheckMode.valueOf(row.getString("mode")))));
    }

    Uni<Void> setPolicy(String unit, CheckMode mode, String by, Instant at) {
        return Sql.on(pool).update(SET, unit, mode, by, at).replaceWithVoid();
    }
}
