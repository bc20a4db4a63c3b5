package org.hotline12345.dispatch.triage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.routing.model.Candidate;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.dispatch.workorder.MergeCandidate;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.RoutingCandidate;

/** The cases a dispatcher must decide. */
@ApplicationScoped
public class TriageQueue {
    private static final String INSERT = """
            insert into triage_entry (
              id, case_id, reason, candidates, round, cause, previous_id, sent_at, model_version, priority)
            select new.id, case_id, reason, candidates::jsonb, round, cause, previous_id, sent_at, model_version,
              case when c.risk_flags <> '[]' then 2 else 0 end + case when c.urgency = 'EMERGENCY' then 1 else 0 end
            from unnest(
              $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[], $7::uuid[], $8::timestamptz[],
              $9::text[])
              as new (id, case_id, reason, candidates, round, cause, previous_id, sent_at, model_version)
            join registered_case c using (case_id)
            """;
    private static final String CLOSE = """
            update triage_entry
            set decided_at = $2,
                decided_by = $3,
                outcome = $4
            where case_id = any ($1::uuid[])
              and decided_at is null
            returning case_id, round, cause, previous_id, sent_at
            """;

    private final ObjectMapper json;

    public TriageQueue(ObjectMapper json) {
        this.json = json;
    }

    /** Puts cases in; the events are told by the caller. */
    public Uni<Void> add(Mutiny.Session session, List<Entry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        int count = entries.size();
        var ids = new UUID[count];
        var previous = new UUID[count];
        for (int i = 0; i < count; i++) {
            ids[i] = UuidV7.next();
            previous[i] = entries.get(i).previousId();
        }
        return Sql.on(session)
                .update(
                        INSERT,
                        ids,
                        entries.stream().map(Entry::caseId).toArray(UUID[]::new),
                        entries.stream().map(Entry::reason).toArray(String[]::new),
                        entries.stream().map(entry -> write(entry.candidates())).toArray(String[]::new),
                        entries.stream().map(Entry::round).toArray(Integer[]::new),
                        entries.stream().map(entry -> entry.cause().name()).toArray(String[]::new),
                        previous,
                        entries.stream()
                                .map(entry -> ShanghaiTime.of(entry.sentAt()))
                                .toArray(java.time.OffsetDateTime[]::new),
                        entries.stream().map(Entry::modelVersion).toArray(String[]::new))
                .replaceWithVoid();
    }

    /** Takes cases out; answers what was waiting. */
    public Uni<List<Waiting>> close(
            Mutiny.Session session, List<UUID> caseIds, Instant at, String by, Outcome outcome) {
        return Sql.on(session)
                .select(CLOSE, caseIds.toArray(UUID[]::new), at, by, outcome)
                .map(rows -> rows.stream().map(TriageQueue::waiting).toList());
    }

    /** The event of an entry. */
    public static CaseSentToTriage event(Entry entry) {
        return new CaseSentToTriage(entry.caseId(), entry.reason(), entry.candidates(), entry.sentAt());
    }

    /** Candidates as events name them. */
    public static List<RoutingCandidate> candidates(List<Candidate> candidates) {
        return candidates.stream()
                .map(c -> new RoutingCandidate(c.unit(), c.category(), c.confidence(), c.why()))
                .toList();
    }

    List<RoutingCandidate> read(String candidates) {
        return read(candidates, new TypeReference<>() {});
    }

    List<RiskFlag> risks(String flags) {
        return read(flags, new TypeReference<>() {});
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read " + type.getType().getTypeName(), e);
        }
    }

    List<MergeCandidate> readMergeCandidates(String candidates) {
        try {
            return candidates == null ? List.of() : json.readValue(candidates, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read merge candidates", e);
        }
    }

    private String write(List<RoutingCandidate> candidates) {
        try {
            return json.writeValueAsString(candidates);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write candidates", e);
        }
    }

    private static Waiting waiting(Row row) {
        return new Waiting(
                row.getUUID("case_id"),
                row.getInteger("round"),
                DispatchCause.valueOf(row.getString("cause")),
                row.getUUID("previous_id"),
                row.getOffsetDateTime("sent_at").toInstant());
    }

    /** What became of an entry. */
    public enum Outcome {
        DISPATCHED,
        MERGED,
        ENDED
    }

    /** A case to be put in. */
    public record Entry(
            UUID caseId,
            String reason,
            List<RoutingCandidate> candidates,
            int round,
            DispatchCause cause,
            UUID previousId,
            Instant sentAt,
            String modelVersion) {
        /** A case the router could not decide. */
        public static Entry of(
                UUID caseId,
                RoutingDecision.Triage decision,
                int round,
                DispatchCause cause,
                UUID previousId,
                Instant sentAt) {
            return new Entry(
                    caseId,
                    decision.reason(),
                    TriageQueue.candidates(decision.candidates()),
                    round,
                    cause,
                    previousId,
                    sentAt,
                    decision.modelVersion());
        }
    }

    /** A case that waited. */
    public record Waiting(UUID caseId, int round, DispatchCause cause, UUID previousId, Instant sentAt) {}
}
