package org.hotline12345.chassis.sample;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.EventCatalogue;

/** Writes down every supplement and urge; answers a supplement "answer me" by an urge. */
@ApplicationScoped
public class SampleHandler implements CaseEventHandler {
    private static final Set<Class<? extends CaseEvent>> HANDLED = Set.of(CaseSupplemented.class, CitizenUrged.class);

    private final Outbox outbox;
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final AtomicInteger quiet = new AtomicInteger();
    private volatile String poison;

    public SampleHandler(Outbox outbox) {
        this.outbox = outbox;
    }

    public void failOn(String text) {
        this.poison = text;
    }

    /** Number of supplements "quiet", for measuring: they are not written down. */
    public int quiet() {
        return quiet.get();
    }

    public List<Integer> batches() {
        return batches;
    }

    @Override
    public Set<Class<? extends CaseEvent>> handles() {
        return HANDLED;
    }

    @Override
    public Set<Class<? extends CaseEvent>> ignores() {
        return EventCatalogue.caseEvents().stream()
                .filter(type -> !HANDLED.contains(type))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        if (events.get(0).event() instanceof CaseSupplemented supplement
                && supplement.text().equals("quiet")) {
            quiet.addAndGet(events.size());
            return Uni.createFrom().voidItem();
        }
        batches.add(events.size());
        var ids = new ArrayList<UUID>();
        var cases = new ArrayList<UUID>();
        var texts = new ArrayList<String>();
        var imported = new ArrayList<Boolean>();
        var drafts = new ArrayList<EventDraft>();
        for (ReceivedEvent event : events) {
            String text = event.event() instanceof CaseSupplemented supplement
                    ? supplement.text()
                    : "urge: " + event.as(CitizenUrged.class).text();
            UUID caseId = event.as(CaseEvent.class).caseId();
            if (text.equals(poison)) {
                return Uni.createFrom().failure(new IllegalStateException("cannot apply " + text));
            }
            if (text.equals("answer me")) {
                drafts.add(EventDraft.of(new CaseWithdrawn(caseId, "answered", event.time()), event.time())
                        .imported(event.imported()));
            }
            ids.add(event.id());
            cases.add(caseId);
            texts.add(text);
            imported.add(event.imported());
        }
        return Sql.on(session).update("""
                        insert into sample_applied (event_id, case_id, text, imported)
                        select event_id, case_id, text, imported
                        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[])
                          with ordinality as applied (event_id, case_id, text, imported, place)
                        order by place
                        """, ids, cases, texts, imported).chain(() -> outbox.add(session, drafts));
    }
}
