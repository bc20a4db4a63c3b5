package org.hotline12345.localstack.endtoend;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/**
 * A service that hears nothing, or is not heard, until this is closed, while its commands go on: what two services decide at the
 * same time is decided in the wanted order.
 */
final class Held implements AutoCloseable {
    private static final String LEAD = "hashtext('outbox-relay')";

    private final Connection connection;

    private Held(Connection connection) {
        this.connection = connection;
    }

    /** It hears nothing of the stream: only its consumer writes what was heard. */
    static Held deaf(Stack stack, Part service) throws SQLException {
        Connection connection = stack.database(service);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table inbox in exclusive mode");
        }
        return new Held(connection);
    }

    /** Its events stay in the outbox: the relay has lost the lead to us. */
    static Held mute(Stack stack, Part service) throws SQLException {
        Connection connection = stack.database(service);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> leads(connection));
        return new Held(connection);
    }

    private static boolean leads(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(l.pid)
                    from pg_locks l
                    join pg_database d on d.oid = l.database
                    where l.locktype = 'advisory'
                      and d.datname = current_database()
                      and l.objid = (%s::bigint & 4294967295)::oid
                      and l.granted
                      and l.pid <> pg_backend_pid()
                    """.formatted(LEAD));
            try (var row = statement.executeQuery("select pg_try_advisory_lock(" + LEAD + ")")) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
