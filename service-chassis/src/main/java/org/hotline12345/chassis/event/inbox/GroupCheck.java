package org.hotline12345.chassis.event.inbox;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hotline12345.chassis.event.EventTopics;

/**
 * Whether the group would read again what the inbox has forgotten: events before the position of this database that are
 * older than the inbox would be applied twice.
 */
@ApplicationScoped
class GroupCheck {
    private static final long TIMEOUT = 10_000;
    private static final Duration KEPT = Duration.ofDays(Inbox.DAYS - 1L);

    private final EventTopics topics;
    private final Inbox inbox;
    private final ConsumerSettings settings;
    private final Clock clock;
    private final String group;

    GroupCheck(
            EventTopics topics,
            Inbox inbox,
            ConsumerSettings settings,
            Clock clock,
            @ConfigProperty(name = "mp.messaging.incoming.case-events.group.id") String group) {
        this.topics = topics;
        this.inbox = inbox;
        this.settings = settings;
        this.clock = clock;
        this.group = group;
    }

    /** Why the group must not start; empty if it may. */
    Optional<String> refusal() {
        if (settings.allowOldOffsets()) {
            return Optional.empty();
        }
        Instant floor = clock.instant().minus(KEPT);
        try {
            List<Row> positions = inbox.positions().await().atMost(Duration.ofMillis(TIMEOUT));
            return positions.isEmpty() ? Optional.empty() : refusal(positions, floor);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotKnownYet(e);
        } catch (Exception e) {
            throw new NotKnownYet(e);
        }
    }

    private Optional<String> refusal(List<Row> positions, Instant floor)
            throws ExecutionException, TimeoutException, InterruptedException {
        try (Admin admin = topics.admin(TIMEOUT)) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(TIMEOUT, TimeUnit.MILLISECONDS);
            var again = new HashMap<TopicPartition, Long>();
            for (Row position : positions) {
                var partition = new TopicPartition(position.getString("topic"), position.getInteger("kafka_partition"));
                OffsetAndMetadata offset = committed.get(partition);
                long next = offset == null ? 0 : offset.offset();
                boolean forgetful = position.getOffsetDateTime("first_applied_at")
                        .toInstant()
                        .isBefore(floor);
                if (next < position.getLong("next_offset") && forgetful) {
                    again.put(partition, next);
                }
            }
            return again.isEmpty() ? Optional.empty() : olderThanInbox(admin, again, floor);
        }
    }

    /** Kafka or the database does not answer now: nothing is known of the group, and it is asked again. */
    static final class NotKnownYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotKnownYet(Exception cause) {
            super("the position of the group cannot be read yet: " + cause, cause);
        }
    }

    private Optional<String> olderThanInbox(Admin admin, Map<TopicPartition, Long> again, Instant floor)
            throws ExecutionException, TimeoutException, InterruptedException {
        var questions = new HashMap<TopicPartition, OffsetSpec>();
        again.keySet().forEach(partition -> questions.put(partition, OffsetSpec.forTimestamp(floor.toEpochMilli())));
        var answers = admin.listOffsets(questions).all().get(TIMEOUT, TimeUnit.MILLISECONDS);
        for (var entry : again.entrySet()) {
            long kept = answers.get(entry.getKey()).offset();
            if (kept < 0 || entry.getValue() < kept) {
                return Optional.of("Group " + group + " would read " + entry.getKey() + " again from offset "
                        + entry.getValue() + ", older than the inbox (" + Inbox.DAYS
                        + " days): events would be applied twice. Set the group's offsets, or rebuild the database.");
            }
        }
        return Optional.empty();
    }
}
