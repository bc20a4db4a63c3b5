package org.hotline12345.chassis.event.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.hotline12345.chassis.event.EventHeaders;

/**
 * A round on its way to Kafka. The first record that Kafka does not take ends the producer, on the thread that hears of it and therefore
 * before anything given later can follow: no event gets into the topic past an older one that did not.
 */
final class Delivery {
    private final Producer<String, byte[]> producer;
    private final AtomicInteger missing;
    private final AtomicReference<NotTaken> failure = new AtomicReference<>();
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();

    /** @param records how many will be sent; at least one */
    Delivery(Producer<String, byte[]> producer, int records) {
        this.producer = producer;
        this.missing = new AtomicInteger(records);
    }

    /**
     * Gives the record to the producer, behind those given before.
     *
     * @throws NotTaken if this one or one before it was not taken
     */
    void send(ProducerRecord<String, byte[]> record) {
        producer.send(record, (place, error) -> heard(record, error));
        NotTaken refused = failure.get();
        if (refused != null) {
            throw refused;
        }
    }

    /**
     * Waits until every record is acknowledged, however long that takes, as long as some are from time to time: a round of many events that
     * a slow Kafka takes one by one would be begun anew for ever.
     *
     * @throws NotTaken if one was not taken
     * @throws TimeoutException when none was acknowledged for so long
     */
    void await(Duration late) throws InterruptedException, TimeoutException {
        int before;
        do {
            before = missing.get();
            try {
                acknowledged.get(late.toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (ExecutionException e) {
                throw (NotTaken) e.getCause();
            } catch (TimeoutException e) {
                // it may be slow only
            }
        } while (missing.get() < before);
        throw new TimeoutException("of " + missing + " events not yet acknowledged none was within " + late);
    }

    private void heard(ProducerRecord<String, byte[]> record, Exception error) {
        if (error == null) {
            if (missing.decrementAndGet() == 0) {
                acknowledged.complete(null);
            }
            return;
        }
        var refused = new NotTaken(record, error);
        if (failure.compareAndSet(null, refused)) {
            try {
                producer.close(Duration.ZERO);
            } finally {
                acknowledged.completeExceptionally(refused);
            }
        }
    }

    /** Kafka does not take an event; it stays in the outbox with all behind it. */
    static final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotTaken(ProducerRecord<String, byte[]> record, Exception cause) {
            super(
                    "event " + text(record, EventHeaders.ID) + " of type " + text(record, EventHeaders.TYPE)
                            + " is not taken: " + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                    cause);
        }

        private static String text(ProducerRecord<String, byte[]> record, String name) {
            Header header = record.headers().lastHeader(name);
            return new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
