package org.hotline12345.chassis.event.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Kafka that acknowledges when the test says so. */
class DeliveryTest {
    private static final int RECORDS = 7;
    private static final Duration LATE = Duration.ofSeconds(2);

    private final MockProducer<String, byte[]> kafka =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final ScheduledExecutorService broker = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        broker.shutdownNow();
    }

    private Delivery sent() {
        var delivery = new Delivery(kafka, RECORDS);
        IntStream.range(0, RECORDS)
                .forEach(i -> delivery.send(new ProducerRecord<>("topic", "case", new byte[] {(byte) i})));
        return delivery;
    }

    @Test
    void a_slow_kafka_may_take_longer_for_all_than_it_may_for_one() throws Exception {
        Delivery delivery = sent();
        long begun = System.nanoTime();
        broker.scheduleAtFixedRate(kafka::completeNext, 600, 600, TimeUnit.MILLISECONDS);
        delivery.await(LATE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(LATE.multipliedBy(2));
    }

    @Test
    void a_round_is_given_up_once_nothing_more_is_acknowledged() {
        Delivery delivery = sent();
        kafka.completeNext();
        assertThatThrownBy(() -> delivery.await(LATE))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("of 6 events not yet acknowledged none was within PT2S");
    }
}
