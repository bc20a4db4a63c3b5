package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.CaseEventListener;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseRegistered;

/**
 * Notes registered cases that are to be placed among others. One statement a batch, with the batch that counts them; placing
 * comes later, so that counting does not wait for it.
 */
@ApplicationScoped
class AwaitGrouping implements CaseEventListener {
    private static final String ADD = """
            insert into case_to_group (case_id, topic, kafka_partition, kafka_offset)
            select *
            from unnest($1::uuid[], $2::text[], $3::integer[], $4::bigint[])
            on conflict do nothing
            """;

    @Override
    public Uni<Void> note(Mutiny.Session session, List<ReceivedEvent> events) {
        List<ReceivedEvent> registered = events.stream()
                .filter(event -> event.event() instanceof CaseRegistered)
                .toList();
        if (registered.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.on(session)
                .update(
                        ADD,
                        registered.stream()
                                .map(event -> event.as(CaseRegistered.class).caseId())
                                .toArray(UUID[]::new),
                        registered.stream().map(ReceivedEvent::topic).toArray(String[]::new),
                        registered.stream().map(ReceivedEvent::partition).toArray(Integer[]::new),
                        registered.stream().map(ReceivedEvent::offset).toArray(Long[]::new))
                .replaceWithVoid();
    }
}
