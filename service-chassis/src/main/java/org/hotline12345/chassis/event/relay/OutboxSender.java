package org.hotline12345.chassis.event.relay;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.hotline12345.chassis.event.EventHeaders;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.jboss.logging.Logger;

/**
 * Sends the events in rows of the outbox, in order: what Kafka has acknowledged is deleted, and only then the next round begins. After any
 * failure a new producer begins again at the oldest row that is still there. So events may stand in a topic twice, but the first time
 * each of them stands there is in the order of its case (docs/adr/0008). Used by one thread.
 *
 * <p>Of several instances of a service one leads and sends, the others stand by: the lead is an advisory lock on the
 * connection whose transactions delete the rows, so whoever loses the connection can neither keep the lead nor delete.
 */
final class OutboxSender implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutboxSender.class);

    private static final String LOCK = "select pg_try_advisory_lock(hashtext('outbox-relay'))";

    private static final String UNLOCK = "select pg_advisory_unlock_all()";

    /** The database notices within seconds that the machine of the leader is gone, and gives the lead away. */
    private static final String NOTICE_A_LOST_MACHINE = """
            set tcp_keepalives_idle = 5;
            set tcp_keepalives_interval = 2;
            set tcp_keepalives_count = 3
            """;

    private static final String OLDEST = """
            select recorded_at
            from outbox
            order by id
            limit 1
            """;

    /**
     * Takes rows until they hold so many events. What is taken is gone when the transaction commits, and there again when it does
     * not. Rows are named by their place: joined by id they are compared each with each as soon as statistics say that the table
     * is empty, which it mostly is.
     */
    static final String TAKE = """
            delete from outbox
            where ctid = any(array(
              select place
              from (
                select place, sum(events) over (order by id) - events as before
                from (
                  select ctid as place, id, cardinality(event_ids) as events
                  from outbox
                  order by id
                  limit ?) as oldest) as counted
              where before < ?))
            returning id, event_ids, topics, keys, types, payloads, times, recorded_at, imported, actors, traceparents
            """;

    private static final int BATCH_BYTES = 128 * 1024;

    /**
     * After a failure no record shares a batch, until rounds are full again: Kafka refuses batches, not records, and one that is too large
     * for a topic its client sends again and again without an end.
     */
    private static final int ONE_RECORD = 1;

    private final DataSource database;
    private final IntFunction<Producer<String, byte[]>> producers;
    private final byte[] source;
    private final int batch;
    private final Duration late;
    private final Runnable beforeCommit;
    /** How many events a round takes now: after a failure one row, and twice as many after each good round. */
    private int most;
    /** The connection that holds the lead; null while another instance has it. */
    private Connection lead;

    private Producer<String, byte[]> producer;

    /**
     * @param producers makes producers with {@link OutboxRelay#producerSettings}, by the bytes of a batch
     * @param batch about how many events make a round
     * @param late when a round of which nothing is acknowledged is given up
     * @param beforeCommit runs when the rows are acknowledged and deleted, before that is committed; for tests
     */
    OutboxSender(
            DataSource database,
            IntFunction<Producer<String, byte[]>> producers,
            String service,
            int batch,
            Duration late,
            Runnable beforeCommit) {
        this.database = database;
        this.producers = producers;
        this.source = bytes("/hotline/" + service);
        this.batch = batch;
        this.most = batch;
        this.late = late;
        this.beforeCommit = beforeCommit;
    }

    /**
     * What a round did.
     *
     * @param sent Number of events sent.
     * @param oldest When the oldest row that was there was written; null for an empty outbox.
     * @param more Whether it was full, so that more may wait.
     * @param leads False while another instance sends.
     */
    record Round(int sent, Instant oldest, boolean more, boolean leads) {}

    /** Sends rows until a batch of events is full, and waits until they are acknowledged. */
    Round send() throws Exception {
        try {
            if (lead == null) {
                Instant waiting = takeLead();
                if (lead == null) {
                    return new Round(0, waiting, false, false);
                }
            }
            List<Row> rows = take(lead);
            if (rows.isEmpty()) {
                lead.rollback();
                return new Round(0, null, false, true);
            }
            int sent = rows.stream().mapToInt(row -> row.records.size()).sum();
            deliver(rows, sent);
            beforeCommit.run();
            lead.commit();
            boolean more = sent >= most;
            takeMore();
            return new Round(sent, rows.get(0).recordedAt, more, true);
        } catch (Exception | Error e) {
            most = 1;
            closeProducer();
            giveUpLead();
            throw e;
        }
    }

    private void takeMore() {
        if (most < batch) {
            most = Math.min(batch, 2 * most);
            if (most == batch) {
                // nothing is on its way
                closeProducer();
            }
        }
    }

    /** Whether this instance sends, taking the lead if it is free. */
    boolean leads() throws SQLException {
        if (lead == null) {
            takeLead();
        }
        return lead != null;
    }

    /** Gives the lead and the producer back; between two rounds nothing is on its way. */
    @Override
    public void close() {
        closeProducer();
        giveUpLead();
    }

    /** Takes the lead if it is free; answers since when the oldest row waits where it is not. */
    private Instant takeLead() throws SQLException {
        Connection connection = database.getConnection();
        try {
            connection.setAutoCommit(true);
            if (!lock(connection)) {
                return oldest(connection);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(NOTICE_A_LOST_MACHINE);
            }
            connection.setAutoCommit(false);
            lead = connection;
        } finally {
            if (lead == null) {
                connection.close();
            }
        }
        return null;
    }

    private void giveUpLead() {
        if (lead == null) {
            return;
        }
        try (Connection connection = lead) {
            connection.rollback();
            try (Statement statement = connection.createStatement()) {
                statement.execute(UNLOCK);
            }
            connection.commit();
        } catch (SQLException e) {
            LOG.debug("The connection is lost and so are its transaction and the lead", e);
        }
        lead = null;
    }

    private void closeProducer() {
        if (producer != null) {
            try {
                producer.close(Duration.ZERO);
            } catch (RuntimeException e) {
                LOG.debug("The producer did not close well", e);
            }
            producer = null;
        }
    }

    private void deliver(List<Row> rows, int records) throws InterruptedException, TimeoutException {
        if (producer == null) {
            producer = producers.apply(most < batch ? ONE_RECORD : BATCH_BYTES);
        }
        var delivery = new Delivery(producer, records);
        for (Row row : rows) {
            row.records.forEach(delivery::send);
        }
        delivery.await(late);
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK);
                ResultSet result = statement.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static Instant oldest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OLDEST);
                ResultSet result = statement.executeQuery()) {
            OffsetDateTime oldest = result.next() ? result.getObject(1, OffsetDateTime.class) : null;
            return oldest == null ? null : oldest.toInstant();
        }
    }

    private List<Row> take(Connection connection) throws SQLException {
        var rows = new ArrayList<Row>();
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setInt(1, most);
            statement.setInt(2, most);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
        }
        rows.sort(Comparator.comparingLong(Row::id));
        return rows;
    }

    private Row row(ResultSet result) throws SQLException {
        var recordedAt = result.getObject("recorded_at", OffsetDateTime.class).toInstant();
        var ids = (UUID[]) array(result, "event_ids");
        var topics = (String[]) array(result, "topics");
        var keys = (String[]) array(result, "keys");
        var types = (String[]) array(result, "types");
        var payloads = (String[]) array(result, "payloads");
        var times = (Timestamp[]) array(result, "times");
        var imported = (Boolean[]) array(result, "imported");
        var actors = (String[]) array(result, "actors");
        var traces = (String[]) array(result, "traceparents");
        var records = new ArrayList<ProducerRecord<String, byte[]>>(ids.length);
        for (int i = 0; i < ids.length; i++) {
            var record = new ProducerRecord<>(topics[i], keys[i], bytes(payloads[i]));
            var headers = record.headers();
            headers.add(EventHeaders.SPEC_VERSION, EventHeaders.SPEC_VERSION_1);
            headers.add(EventHeaders.ID, bytes(ids[i].toString()));
            headers.add(EventHeaders.TYPE, bytes(types[i]));
            headers.add(EventHeaders.SOURCE, source);
            headers.add(EventHeaders.SUBJECT, bytes(keys[i]));
            headers.add(EventHeaders.TIME, time(times[i].toInstant()));
            headers.add(EventHeaders.RECORDED_TIME, time(recordedAt));
            headers.add(EventHeaders.DATA_SCHEMA, bytes("https://hotline12345.org/schemas/" + types[i] + ".json"));
            headers.add(EventHeaders.CONTENT_TYPE, EventHeaders.JSON);
            if (imported[i]) {
                headers.add(EventHeaders.IMPORTED, EventHeaders.TRUE);
            }
            if (actors[i] != null) {
                headers.add(EventHeaders.ACTOR, bytes(actors[i]));
            }
            if (traces[i] != null) {
                headers.add(EventHeaders.TRACE_PARENT, bytes(traces[i]));
            }
            records.add(record);
        }
        return new Row(result.getLong("id"), recordedAt, records);
    }

    private static Object array(ResultSet result, String column) throws SQLException {
        return result.getArray(column).getArray();
    }

    private static byte[] time(Instant instant) {
        return bytes(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(ShanghaiTime.of(instant)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Row(long id, Instant recordedAt, List<ProducerRecord<String, byte[]>> records) {}
}
