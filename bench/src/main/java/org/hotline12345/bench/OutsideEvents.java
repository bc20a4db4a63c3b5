package org.hotline12345.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.hotline12345.events.AppealDecided;
import org.hotline12345.events.BulletinIssued;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.events.Topics;
import org.hotline12345.events.UnitChanged;
import org.hotline12345.localstack.account.CaseAccount;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/**
 * Events that no service writes: of an unknown type, without an id, of the other topic, broken, and repeats of what stands in the topic. The
 * account is told what is to be parked, and by whom. They are few: twenty parked in a minute stop a consumer.
 */
record OutsideEvents(Stack stack, CaseAccount account) {
    private static final Set<Part> ALL = Set.copyOf(Part.services());
    private static final Set<Part> NOBODY = Set.of();
    private static final String UNKNOWN = "org.hotline12345.case.sung-about.v1";
    private static final String BROKEN = "{\"caseId\": \"";
    private static final int REPEATS = 5;
    private static final int READ_AGAIN = 10;
    private static final int ENOUGH = 60;

    /**
     * Writes some of each kind.
     *
     * @param random which ones, where there is a choice
     */
    void write(String topic, Random random) {
        try (TopicWriter writer = new TopicWriter(stack)) {
            for (ConsumerRecord<byte[], byte[]> old : some(topic, random)) {
                writer.write(topic, new String(old.key(), StandardCharsets.UTF_8), old.headers(), old.value());
            }
            boolean ofCases = topic.equals(Topics.CASE_EVENTS);
            write(writer, topic, UNKNOWN, "{}", ALL);
            write(writer, topic, type(ofCases ? UnitChanged.class : CaseRegistered.class), "{}", ALL);
            // handled by assessment alone, and by nobody: what is passed over is not even read
            write(
                    writer,
                    topic,
                    type(ofCases ? AppealDecided.class : BulletinIssued.class),
                    BROKEN,
                    ofCases ? EnumSet.of(Part.ASSESSMENT) : NOBODY);
            if (random.nextBoolean()) {
                write(writer, topic, type(ofCases ? CaseRegistered.class : UnitChanged.class), BROKEN, ALL);
            } else {
                withoutId(writer, topic, type(ofCases ? CaseRegistered.class : UnitChanged.class));
            }
            writer.flush();
        }
    }

    private void write(TopicWriter writer, String topic, String type, String json, Set<Part> parkedBy) {
        String key = newKey(topic, parkedBy);
        writer.write(
                topic,
                key,
                TopicWriter.headers(UUID.randomUUID().toString(), type, key, Instant.now()),
                json.getBytes(StandardCharsets.UTF_8));
    }

    private void withoutId(TopicWriter writer, String topic, String type) {
        String key = newKey(topic, ALL);
        List<Header> headers = new ArrayList<>(TopicWriter.headers("", type, key, Instant.now()));
        headers.removeIf(header -> header.key().equals("ce_id"));
        writer.write(topic, key, headers, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private String newKey(String topic, Set<Part> parkedBy) {
        String key = UUID.randomUUID().toString();
        account.writtenFromOutside(topic, key, parkedBy);
        return key;
    }

    /** Some of the last records that services wrote. */
    private List<ConsumerRecord<byte[], byte[]>> some(String topic, Random random) {
        List<ConsumerRecord<byte[], byte[]>> last = new ArrayList<>();
        try (CaseTopic reader = new CaseTopic(stack, topic, Map.of())) {
            reader.beforeEnd(READ_AGAIN);
            // the end moves on while lives go on
            while (last.size() < ENOUGH && !reader.read()) {
                reader.poll(200).forEach(last::add);
            }
        }
        last.removeIf(record -> Arrays.stream(record.headers().toArray())
                .noneMatch(header -> header.key().equals("ce_actor") || isOfService(header)));
        Collections.shuffle(last, random);
        return last.subList(0, Math.min(REPEATS, last.size()));
    }

    private static boolean isOfService(Header header) {
        return header.key().equals("ce_source")
                && !new String(header.value(), StandardCharsets.UTF_8).equals("/hotline/bench");
    }

    private static String type(Class<? extends HotlineEvent> event) {
        return EventCatalogue.typeOf(event);
    }
}
