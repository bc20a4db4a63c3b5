package org.hotline12345.chassis.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.hibernate.StaleStateException;

/** What a failure of the database means: try again, somebody else was faster, or a fault of the statement. */
public final class DatabaseErrors {
    /** What {@code require_rows} raises. */
    private static final String CHANGED_MEANWHILE = "HC001";

    private DatabaseErrors() {}

    /** The SQLSTATE of the deepest database error among the causes. */
    public static Optional<String> sqlState(Throwable failure) {
        String found = null;
        for (Throwable cause : causes(failure)) {
            if (cause instanceof PgException postgres && postgres.getSqlState() != null) {
                found = postgres.getSqlState();
            } else if (cause instanceof SQLException jdbc && jdbc.getSQLState() != null) {
                found = jdbc.getSQLState();
            }
        }
        return Optional.ofNullable(found);
    }

    /** The aggregate was changed by somebody else since it was read. */
    public static boolean isVersionConflict(Throwable failure) {
        return causes(failure).stream()
                        .anyMatch(e -> e instanceof OptimisticLockException || e instanceof StaleStateException)
                || sqlState(failure).filter(CHANGED_MEANWHILE::equals).isPresent();
    }

    /** A deadlock, a serialization failure or a lock not got in time: the same work can succeed at once. */
    public static boolean isContention(Throwable failure) {
        return sqlState(failure)
                .map(state -> state.startsWith("40") || state.equals("55P03"))
                .orElse(causes(failure).stream().anyMatch(PessimisticLockException.class::isInstance));
    }

    /** The database cannot be reached, is stopping, full or out of time: the work itself is not at fault. */
    public static boolean isUnavailable(Throwable failure) {
        Optional<String> state = sqlState(failure);
        if (state.isPresent()) {
            String value = state.get();
            return value.startsWith("08")
                    || value.startsWith("53")
                    || value.startsWith("57")
                    || value.startsWith("58")
                    || value.startsWith("55") && !value.equals("55P03")
                    || value.equals("25006");
        }
        return causes(failure).stream().anyMatch(DatabaseErrors::connectionLost);
    }

    /** An error of infrastructure: retried with back-off as long as it lasts. */
    public static boolean isInfrastructure(Throwable failure) {
        return isUnavailable(failure) || isContention(failure) || isVersionConflict(failure);
    }

    private static boolean connectionLost(Throwable e) {
        // a JSON that cannot be read is an IOException too, and no fault of the network
        if (e instanceof TimeoutException || e instanceof IOException && !(e instanceof JsonProcessingException)) {
            return true;
        }
        String type = e.getClass().getName();
        if (type.equals("io.vertx.core.impl.NoStackTraceThrowable")
                || type.equals("io.vertx.core.VertxException")
                || type.startsWith("io.netty.channel")
                || type.equals("io.vertx.sqlclient.ClosedConnectionException")
                || type.equals("io.vertx.core.http.ConnectionPoolTooBusyException")) {
            return true;
        }
        String message = e.getMessage();
        return message != null
                && (message.equals("Pool closed")
                        || message.equals("Timeout")
                        || message.contains("Connection is closed")
                        || message.contains("Connection closed")
                        // what the driver says where a connection broke in the middle of a transaction
                        || message.startsWith("Transaction already complete")
                        || message.startsWith("Connection released twice")
                        || message.contains("connection may have been lost")
                        || message.contains("Fail to read any response from the server"));
    }

    private static Set<Throwable> causes(Throwable failure) {
        Set<Throwable> causes = Collections.newSetFromMap(new IdentityHashMap<>());
        var ordered = new java.util.LinkedHashSet<Throwable>();
        for (Throwable e = failure; e != null && causes.add(e); e = e.getCause()) {
            ordered.add(e);
        }
        return ordered;
    }
}
