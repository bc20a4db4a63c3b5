package org.hotline12345.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.hotline12345.assessment.fact.FoldEvents;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;

/** Folds events into the facts as the consumer does, many at a time and without Kafka between. */
@ApplicationScoped
public class Folding {
    private static final int BATCH = 8_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FoldEvents fold;
    private final Transactions transactions;
    private final AtomicLong offset = new AtomicLong(1_000_000_000);

    Folding(FoldEvents fold, Transactions transactions) {
        this.fold = fold;
        this.transactions = transactions;
    }

    /** Folds the events in their order. */
    public void fold(List<? extends CaseEvent> events) {
        for (int from = 0; from < events.size(); from += BATCH) {
            var batch = new ArrayList<ReceivedEvent>();
            events.subList(from, Math.min(events.size(), from + BATCH)).forEach(event -> batch.add(received(event)));
            transactions
                    .inTransaction(session -> fold.apply(session, batch))
                    .await()
                    .atMost(PATIENCE);
        }
    }

    private ReceivedEvent received(CaseEvent event) {
        return new ReceivedEvent(
                UUID.randomUUID(),
                EventCatalogue.typeOf(event.getClass()),
                event,
                null,
                null,
                false,
                null,
                "",
                Topics.CASE_EVENTS,
                0,
                offset.getAndIncrement(),
                "");
    }
}
