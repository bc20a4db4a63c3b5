package org.hotline12345.dispatch.masterdata;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.OfficeEvent;

/**
 * What every change of units, areas, categories and catalogue has in common: writers go one after the other, readers of
 * the whole see by the revision that it changed, everybody else is told by office events.
 */
@ApplicationScoped
public class MasterDataStore {
    private final Outbox outbox;
    private final OfficeCopy copy;
    private final Clock clock;

    public MasterDataStore(Outbox outbox, OfficeCopy copy, Clock clock) {
        this.outbox = outbox;
        this.copy = copy;
        this.clock = clock;
    }

    /** Begins a change: raises the revision and keeps other writers waiting until the end of the transaction. */
    public Uni<Void> beginChange(Mutiny.Session session) {
        return Sql.on(session).update("""
                        update master_revision
                        set revision = revision + 1
                        """).replaceWithVoid();
    }

    /** Whether nothing was ever filed; the lock lets one of several instances look and fill, the others find it full. */
    public Uni<Boolean> isEmpty(Mutiny.Session session) {
        return Sql.on(session).first("""
                        select (select revision from master_revision for update) = 0
                          and not exists (select from unit)
                          and not exists (select from category) as empty
                        """).map(row -> row.getBoolean("empty"));
    }

    /** Grows with every change. */
    public Uni<Long> revision(Sql sql) {
        return sql.first("select revision from master_revision").map(row -> row.getLong("revision"));
    }

    /** The codes that exist. */
    public Uni<Codes> codes(Mutiny.Session session) {
        return Sql.on(session).select("""
                        select 'unit' as kind, code from unit
                        union all
                        select 'area', code from area
                        union all
                        select 'category', code from category
                        """).map(rows -> {
            var codes = new Codes(new HashSet<>(), new HashSet<>(), new HashSet<>());
            rows.forEach(row -> codes.of(row.getString("kind")).add(row.getString("code")));
            return codes;
        });
    }

    /** Tells the new states to the own copy and to the other services. */
    public Uni<Void> publish(Mutiny.Session session, Collection<? extends OfficeEvent> events, String actor) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        var drafts = events.stream()
                .map(event -> EventDraft.of(event, now).by(actor))
                .toList();
        return copy.put(session, events).chain(() -> outbox.add(session, drafts));
    }

    /** Codes of what is filed, in use or not. */
    public record Codes(Set<String> units, Set<String> areas, Set<String> categories) {
        private Set<String> of(String kind) {
            return kind.equals("unit") ? units : kind.equals("area") ? areas : categories;
        }
    }
}
