package org.hotline12345.chassis.event.inbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.hotline12345.chassis.database.EventLoops;

/**
 * The records of a topic that are delivered while others are applied: they wait together and are applied together, so an event waits for
 * one transaction at most before its own, however small the pieces in which Kafka's client delivers.
 */
final class WaitingRecords {
    private final Vertx vertx;
    private final int most;
    private final Function<List<ConsumerRecord<String, byte[]>>, Uni<Void>> apply;
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private int records;
    private boolean underWay;

    /** @param taken is told that there is room for more; null when that was said at once */
    private record Delivery(
            ConsumerRecords<String, byte[]> records, Runnable applied, UniEmitter<? super Void> taken) {}

    /**
     * @param most about how many records are applied together, and how many more wait before no further ones are taken
     * @param apply applies them in this order; it is called in a context of its own, and not again before it has completed. It does not fail
     */
    WaitingRecords(Vertx vertx, int most, Function<List<ConsumerRecord<String, byte[]>>, Uni<Void>> apply) {
        this.vertx = vertx;
        this.most = most;
        this.apply = apply;
    }

    /**
     * Completes when further records may be delivered.
     *
     * @param applied runs when these are applied
     */
    Uni<Void> take(ConsumerRecords<String, byte[]> delivered, Runnable applied) {
        return Uni.createFrom().emitter(emitter -> {
            boolean room;
            synchronized (waiting) {
                records += delivered.count();
                room = records < most;
                waiting.addLast(new Delivery(delivered, applied, room ? null : emitter));
            }
            if (room) {
                emitter.complete(null);
            }
            start();
        });
    }

    private void start() {
        List<Delivery> group = next();
        if (group.isEmpty()) {
            return;
        }
        group.stream()
                .filter(delivery -> delivery.taken() != null)
                .forEach(delivery -> delivery.taken().complete(null));
        var all = new ArrayList<ConsumerRecord<String, byte[]>>();
        group.forEach(delivery -> delivery.records().forEach(all::add));
        EventLoops.apart(vertx, () -> apply.apply(all)).subscribe().with(done -> finish(group));
    }

    private List<Delivery> next() {
        synchronized (waiting) {
            var group = new ArrayList<Delivery>();
            if (underWay) {
                return group;
            }
            int count = 0;
            while (!waiting.isEmpty()
                    && (group.isEmpty() || count + waiting.peek().records().count() <= most)) {
                Delivery delivery = waiting.poll();
                count += delivery.records().count();
                group.add(delivery);
            }
            records -= count;
            underWay = !group.isEmpty();
            return group;
        }
    }

    private void finish(List<Delivery> group) {
        group.forEach(delivery -> delivery.applied().run());
        synchronized (waiting) {
            underWay = false;
        }
        start();
    }
}
