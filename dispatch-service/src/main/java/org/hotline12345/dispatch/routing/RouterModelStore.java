package org.hotline12345.dispatch.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.ConfirmedCase;
import org.hotline12345.dispatch.routing.model.RouterModel;
import org.hotline12345.dispatch.routing.model.classifier.TextClassifier;

/** The models in the database, and the confirmed cases they learn from. */
@ApplicationScoped
class RouterModelStore {
    private static final DateTimeFormatter VERSION =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ShanghaiTime.ZONE);

    /** A training that was not heard of for so long died with its process. */
    private static final Duration SILENT = Duration.ofMinutes(5);

    private static final String GIVE_UP = """
            update router_model
            set state = 'FAILED',
                failure = '训练中断：所在进程已停止',
                finished_at = $1
            where state = 'TRAINING'
              and touched_at < $2
            """;
    private static final String BEGIN = """
            insert into router_model (version, state, created_at, created_by, touched_at, wanted_precision)
            values ($1, 'TRAINING', $2, $3, $2, $4)
            on conflict (state) where state = 'TRAINING' do nothing
            """;
    private static final String TOUCH = """
            update router_model
            set progress = $2,
                touched_at = $3
            where version = $1
              and state = 'TRAINING'
            """;
    private static final String FAIL = """
            update router_model
            set state = 'FAILED',
                failure = $2,
                finished_at = $3
            where version = $1
              and state = 'TRAINING'
            """;
    private static final String FINISH = """
            update router_model
            set state = 'READY',
                progress = 1,
                finished_at = $2,
                trained_until = $3,
                category_model = $4,
                unit_model = $5,
                unit_share = $6,
                alone = $7,
                agreed = $8,
                metrics = $9::text::jsonb
            where version = $1
              and state = 'TRAINING'
            """;
    private static final String VIEW = """
            select m.version, m.state, m.progress, m.failure, m.created_at, m.created_by, m.finished_at,
              m.wanted_precision, m.trained_until, m.unit_share, m.alone, m.agreed,
              (coalesce(octet_length(m.category_model), 0) + coalesce(octet_length(m.unit_model), 0))::bigint as bytes,
              exists (
                select
                from router_activation a
                where a.version = m.version and a.ended_at is null
              ) as active
              %s
            from router_model m
            """;
    private static final String LIST =
            VIEW.formatted(", null as metrics") + "order by m.created_at desc, m.version desc\nlimit 200";
    private static final String ONE = VIEW.formatted(", m.metrics::text as metrics") + "where m.version = $1";
    private static final String BYTES = """
            select version, category_model, unit_model, unit_share, alone, agreed
            from router_model
            where version = $1
              and state = 'READY'
            """;
    private static final String END = """
            update router_activation
            set ended_at = $1,
                ended_by = $2,
                rolled_back = $3
            where ended_at is null
            returning id, version
            """;
    private static final String ACTIVATE = """
            insert into router_activation (version, activated_at, activated_by)
            values ($1, $2, $3)
            """;

    /** What was in force before, apart from what was rolled back or stands for a return to something older. */
    private static final String BEFORE = """
            select version
            from router_activation
            where id < $1
              and not rolled_back
              and version <> $2
            order by id desc
            limit 1
            """;

    /**
     * The last order of each case that was signed and not returned: what units and dispatchers confirmed, imported history
     * among it.
     */
    private static final String CONFIRMED = """
            select *
            from (
              select distinct on (o.case_id) c.title, c.text, c.area, c.address, c.respondent_unit, o.category, o.unit,
                o.dispatched_at,
                exists (
                  select
                  from return_request r
                  where r.case_id = o.case_id and r.state = 'GRANTED'
                ) as returned
              from work_order o
              join registered_case c on c.case_id = o.case_id
              where o.signed_at is not null
                and o.state not in ('RETURN_REQUESTED', 'RETURNED', 'MERGED', 'WITHDRAWN', 'RECALLED')
                and o.dispatched_at > $2
              order by o.case_id, o.dispatched_at desc
            ) as last
            order by dispatched_at desc
            limit $1
            """;

    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;
    private final RecordReader<RouterModelView> views;

    RouterModelStore(Pool pool, ObjectMapper json, Clock clock, Caller caller) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
        this.views = RouterModelView.reader(json, caller);
    }

    /** Opens a training; empty while another one runs. */
    Uni<Optional<String>> begin(String by, double precision) {
        Instant now = clock.instant();
        String version = VERSION.format(now);
        return Sql.on(pool)
                .update(GIVE_UP, now, now.minus(SILENT))
                .chain(() -> Sql.on(pool).update(BEGIN, version, now, by, precision))
                .map(begun -> begun == 1 ? Optional.of(version) : Optional.empty());
    }

    Uni<Integer> touch(String version, double progress) {
        return Sql.on(pool).update(TOUCH, version, progress, clock.instant());
    }

    Uni<Integer> fail(String version, String why) {
        return Sql.on(pool).update(FAIL, version, why, clock.instant());
    }

    Uni<Integer> finish(RouterModel model, Instant trainedUntil, RouterMetrics metrics) {
        return Sql.on(pool)
                .update(
                        FINISH,
                        model.version(),
                        clock.instant(),
                        trainedUntil,
                        bytes(model.categories()),
                        bytes(model.units()),
                        model.unitShare(),
                        model.alone(),
                        model.agreed(),
                        write(metrics));
    }

    Uni<List<RouterModelView>> list() {
        return Sql.on(pool).select(LIST).map(rows -> rows.stream().map(views).toList());
    }

    /** The model with its figures; null if there is none. */
    Uni<RouterModelView> view(String version) {
        return Sql.on(pool).first(ONE, version).map(row -> row == null ? null : views.apply(row));
    }

    /** The version in force; null if none is. */
    Uni<String> inForce() {
        return Sql.on(pool)
                .first("select version from router_activation where ended_at is null")
                .map(row -> row == null ? null : row.getString("version"));
    }

    /** A stored model that is ready; null if there is none. */
    Uni<Stored> bytes(String version) {
        return Sql.on(pool).first(BYTES, version).map(row -> row == null ? null : Stored.of(row));
    }

    /** Puts the model in force. */
    Uni<Void> activate(Mutiny.Session session, String version, String by) {
        var sql = Sql.on(session);
        return sql.update("lock table router_activation in share row exclusive mode")
                .chain(() -> sql.select(END, clock.instant(), by, false))
                .chain(() -> sql.update(ACTIVATE, version, clock.instant(), by))
                .replaceWithVoid();
    }

    /** Puts the model that was in force before in force again, or none; answers whether one was in force. */
    Uni<Boolean> rollBack(Mutiny.Session session, String by) {
        var sql = Sql.on(session);
        return sql.update("lock table router_activation in share row exclusive mode")
                .chain(() -> sql.first(END, clock.instant(), by, true))
                .chain(ended -> ended == null
                        ? Uni.createFrom().item(false)
                        : sql.first(BEFORE, ended.getLong("id"), ended.getString("version"))
                                .chain(before -> before == null
                                        ? Uni.createFrom().item(0)
                                        : sql.update(ACTIVATE, before.getString("version"), clock.instant(), by))
                                .replaceWith(true));
    }

    /** The most recent confirmed cases given to their unit after this time, the oldest first. */
    Uni<List<ConfirmedCase>> confirmed(int most, Instant after) {
        LocalDate today = ShanghaiTime.day(clock.instant());
        var cases = RecordReader.of(ConfirmedCase.class)
                .with(
                        "about",
                        RecordReader.of(CaseToRoute.class)
                                .with("category", row -> null)
                                .with("respondentName", row -> null)
                                .with("day", row -> today)
                                .with("proposedUnit", row -> null));
        return Sql.on(pool).select(CONFIRMED, most, after).map(rows -> {
            var latestFirst = new ArrayList<>(rows);
            Collections.reverse(latestFirst);
            return latestFirst.stream().map(cases).toList();
        });
    }

    private static byte[] bytes(TextClassifier classifier) {
        if (classifier == null) {
            return null;
        }
        var out = new ByteArrayOutputStream();
        try {
            classifier.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private String write(RouterMetrics metrics) {
        try {
            return json.writeValueAsString(metrics);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write metrics", e);
        }
    }

    /** A model as it lies in the database. */
    record Stored(String version, byte[] categories, byte[] units, double unitShare, double alone, double agreed) {
        static Stored of(Row row) {
            return new Stored(
                    row.getString("version"),
                    bytes(row, "category_model"),
                    bytes(row, "unit_model"),
                    row.getDouble("unit_share"),
                    row.getDouble("alone"),
                    row.getDouble("agreed"));
        }

        /** Unpacks it; takes a moment. */
        RouterModel model() {
            return new RouterModel(version, read(categories), read(units), unitShare, alone, agreed);
        }

        private static byte[] bytes(Row row, String column) {
            var buffer = row.getBuffer(column);
            return buffer == null ? null : buffer.getBytes();
        }

        private static TextClassifier read(byte[] bytes) {
            try {
                return bytes == null ? null : TextClassifier.read(new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException("a stored router model cannot be read", e);
            }
        }
    }
}
