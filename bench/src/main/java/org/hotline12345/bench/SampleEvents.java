package org.hotline12345.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.stack.Stack;

/** Tells that cases were registered and dispatched just now, as intake and dispatch would, by the samples of the contract. */
final class SampleEvents implements AutoCloseable {
    private final TopicWriter writer;

    SampleEvents(Stack stack) {
        writer = new TopicWriter(stack);
    }

    /** A new case that came to the unit of the samples; sent, perhaps not yet acknowledged. */
    UUID dispatchedCase() {
        UUID caseId = UUID.randomUUID();
        ObjectNode registered = sample(CaseRegistered.class);
        registered.put("outcome", "TO_DISPATCH").put("registeredAt", now()).remove(List.of("upstream", "replyDueAt"));
        send(CaseRegistered.class, caseId, registered);
        ObjectNode dispatched = sample(CaseDispatched.class);
        dispatched.put("workOrderId", UUID.randomUUID().toString());
        dispatched.put("cause", "FIRST").put("round", 1).put("dispatchedAt", now());
        send(CaseDispatched.class, caseId, dispatched);
        return caseId;
    }

    /** The unit of the samples. */
    static String unit() {
        return sample(CaseDispatched.class).path("leadUnit").asText();
    }

    void flush() {
        writer.flush();
    }

    @Override
    public void close() {
        writer.close();
    }

    private void send(Class<? extends CaseEvent> type, UUID caseId, ObjectNode event) {
        event.put("caseId", caseId.toString());
        writer.write(HotlineClient.json().convertValue(event, type), Instant.now());
    }

    private static ObjectNode sample(Class<? extends CaseEvent> type) {
        String name = "/samples/" + EventCatalogue.typeOf(type) + ".json";
        try (var in = EventCatalogue.class.getResourceAsStream(name)) {
            return (ObjectNode) HotlineClient.json().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static String now() {
        return Instant.now().toString();
    }
}
