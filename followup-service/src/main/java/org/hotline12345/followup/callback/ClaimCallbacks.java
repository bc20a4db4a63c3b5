package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.survey.model.Instrument;
import org.hotline12345.followup.survey.page.SurveyTokens;

/**
 * Gives callbacks to an agent for half an hour. Claims come one after the other (an advisory lock), so that two agents never
 * get two callbacks of the same citizen.
 */
@ApplicationScoped
public class ClaimCallbacks {
    /**
     * What an agent asks for.
     *
     * @param max At most so many.
     * @param origin About what.
     * @param anyHour Also outside the plan's hours, as agreed with a citizen.
     * @param confidentialToo Whether cases that only the centre may ask about are given too.
     */
    public record Wish(int max, CallbackOrigin origin, boolean anyHour, boolean confidentialToo) {}

    /** How long an agent keeps a callback. */
    public static final Duration LEASE = Duration.ofMinutes(30);

    /** Any number; the same for all who claim. */
    private static final long CLAIM_LOCK = 0x12345_CA11L;

    // A lease that ran out must not keep the citizen's other callbacks from being claimed: this agent may ask for
    // others than it is.
    private static final String RELEASE = """
        update callback
        set state = 'OPEN',
            claimed_by = null,
            claimed_until = null,
            version = version + 1
        where state = 'CLAIMED'
          and claimed_until <= $1
          and exists (
            select 1
            from callback other
            where other.citizen_ref = callback.citizen_ref
              and other.state = 'OPEN'
              and other.next_attempt_at <= $1)
        """;

    private static final String CLAIM = """
        with free as (
          select id, citizen_ref, next_attempt_at
          from callback
          where state in ('OPEN', 'CLAIMED')
            and next_attempt_at <= $1
            and origin = $5
            and ($6 or not confidential)
            and (state = 'OPEN' or claimed_until <= $1)
            and not exists (
              select 1
              from callback other
              where other.citizen_ref = callback.citizen_ref
                and other.state = 'CLAIMED'
                and other.id <> callback.id)
          order by next_attempt_at, id
          limit $2 * 2
          for update skip locked),
        one_per_citizen as (
          select distinct on (citizen_ref) id, next_attempt_at
          from free
          order by citizen_ref, next_attempt_at, id),
        chosen as (
          select id
          from one_per_citizen
          order by next_attempt_at, id
          limit $2)
        update callback
        set state = 'CLAIMED',
            claimed_by = $3,
            claimed_until = $4,
            version = version + 1
        from chosen
        where callback.id = chosen.id
        returning callback.id
        """;

    private static final String READ = """
        select %s
        from callback cb
        join case_file c on c.case_id = cb.case_id
        where cb.id = any($1)
        order by cb.next_attempt_at, cb.id
        """.formatted(CallbackView.COLUMNS);

    private final OfficeBook book;
    private final SurveyTokens tokens;
    private final Clock clock;

    public ClaimCallbacks(OfficeBook book, SurveyTokens tokens, Clock clock) {
        this.book = book;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Claims at most so many.
     *
     * @param surveyUrl address of the survey page, to which the token is added
     */
    public Uni<List<CallbackView>> claim(Mutiny.Session session, Wish wish, String agent, String surveyUrl) {
        Sql sql = Sql.on(session);
        Instant now = clock.instant();
        return book.now(sql).chain(office -> {
            Instrument instrument = office.surveys().instrument(SurveyInstrument.AGENT);
            if (!wish.anyHour() && !instrument.hours().includes(now, office.calendar())) {
                return Uni.createFrom().item(List.of());
            }
            return sql.select("select 1 as locked from (select pg_advisory_xact_lock($1)) as claims", CLAIM_LOCK)
                    .chain(() -> sql.update(RELEASE, now))
                    .chain(() -> sql.select(
                            CLAIM, now, wish.max(), agent, now.plus(LEASE), wish.origin(), wish.confidentialToo()))
                    .chain(rows -> {
                        List<UUID> ids =
                                rows.stream().map(row -> row.getUUID("id")).toList();
                        Instant linkUntil = now.plus(Duration.ofDays(instrument.linkDays()));
                        return ids.isEmpty() ? Uni.createFrom().item(List.of()) : read(sql, ids, linkUntil, surveyUrl);
                    });
        });
    }

    private Uni<List<CallbackView>> read(Sql sql, List<UUID> ids, Instant linkUntil, String surveyUrl) {
        return tokens.issue(sql, ids, linkUntil)
                .chain(issued -> sql.select(READ, (Object) ids.toArray(UUID[]::new))
                        .map(rows -> rows.stream()
                                .map((Row row) -> CallbackView.of(row, surveyUrl + issued.get(row.getUUID("id"))))
                                .toList()));
    }
}
