package org.hotline12345.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseErrorsTest {
    /** What clients of a killed or stopping database were seen to get. */
    static Stream<Throwable> lostConnections() {
        return Stream.of(
                new IOException("Broken pipe"),
                new IOException("Connection reset by peer"),
                new ConnectException("Connection refused"),
                new ClosedChannelException(),
                new TimeoutException(),
                new NoStackTraceThrowable("Connection is not active now, current status: CLOSED"),
                new VertxException("Connection was closed"),
                new IllegalStateException("Transaction already completed"),
                new CompletionException(new HibernateException("cannot", new IOException("Broken pipe"))));
    }

    @ParameterizedTest
    @MethodSource("lostConnections")
    void a_lost_connection_is_no_fault_of_the_work(Throwable failure) {
        assertThat(DatabaseErrors.isUnavailable(failure)).isTrue();
        assertThat(DatabaseErrors.isInfrastructure(failure)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "57P03", "57014", "58030", "25006"})
    void so_is_a_database_that_stops_is_full_or_out_of_time(String state) {
        assertThat(DatabaseErrors.isUnavailable(new PgException("x", "FATAL", state, null)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03"})
    void contention_is_worth_another_try_at_once(String state) {
        var failure = new PgException("x", "ERROR", state, null);
        assertThat(DatabaseErrors.isContention(failure)).isTrue();
        assertThat(DatabaseErrors.isUnavailable(failure)).isFalse();
    }

    static Stream<Throwable> faultsOfTheWork() {
        return Stream.of(
                new PgException("x", "ERROR", "23505", null),
                new PgException("x", "ERROR", "22P02", null),
                new JsonParseException(null, "no JSON"),
                new IllegalStateException("a bug"),
                new NullPointerException());
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheWork")
    void what_the_work_did_wrong_is_not_tried_for_ever(Throwable failure) {
        assertThat(DatabaseErrors.isInfrastructure(failure)).isFalse();
    }
}
