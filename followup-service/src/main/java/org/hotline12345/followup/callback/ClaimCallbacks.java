package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.survey.link.SurveyTokens;
import org.hotline12345.followup.survey.model.Instrument;

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
    // others than it is. What the claim then finds is a statement's own, for it must see what those before it did.
    private static final String LOCK_AND_RELEASE = """
            with locked as materialized (
              select pg_advisory_xact_lock($2)::text as done),
            released as (
              update callback
              set state = 'OPEN',
                  claimed_by = null,
                  claimed_until = null,
                  version = version + 1
              from locked
              where state = 'CLAIMED'
                and claimed_until <= $1
                and exists (
                  select 1
                  from callback other
                  where other.citizen_ref = callback.citizen_ref
                    and other.state = 'OPEN'
                    and other.next_attempt_at <= $1)
              returning 1)
            select %s, locked.done
            from office_state, locked
            """.formatted(OfficeBook.REVISIONS);

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
              select id, row_number() over (order by next_attempt_at, id) as nth
              from one_per_citizen
              order by next_attempt_at, id
              limit $2),
            claimed as (
              update callback
              set state = 'CLAIMED',
                  claimed_by = $3,
                  claimed_until = $4,
                  version = version + 1
              from chosen
              where callback.id = chosen.id
              returning callback.*, chosen.nth),
            links as (
              insert into survey_token (hash, callback_id, expires_at)
              select decode(token.hash, 'hex'), claimed.id, $8
              from claimed
              join unnest($7::text[]) with ordinality as token (hash, nth) on token.nth = claimed.nth)
            select cb.nth, %s
            from claimed cb
            join case_file c on c.case_id = cb.case_id
            order by cb.nth
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
        return sql.first(LOCK_AND_RELEASE, now, CLAIM_LOCK)
                .chain(row -> book.of(sql, row))
                .chain(office -> {
                    Instrument instrument = office.surveys().instrument(SurveyInstrument.AGENT);
                    return wish.anyHour() || instrument.hours().includes(now, office.calendar())
                            ? claim(sql, wish, agent, instrument, surveyUrl)
                            : Uni.createFrom().item(List.of());
                });
    }

    private Uni<List<CallbackView>> claim(Sql sql, Wish wish, String agent, Instrument instrument, String surveyUrl) {
        Instant now = clock.instant();
        List<SurveyTokens.Token> links = tokens.make(wish.max());
        return sql.select(
                        CLAIM,
                        now,
                        wish.max(),
                        agent,
                        now.plus(LEASE),
                        wish.origin(),
                        wish.confidentialToo(),
                        links.stream().map(SurveyTokens.Token::hash).toArray(String[]::new),
                        now.plus(Duration.ofDays(instrument.linkDays())))
                .map(rows -> rows.stream()
                        .map((Row row) -> CallbackView.of(
                                row,
                                surveyUrl
                                        + links.get(row.getLong("nth").intValue() - 1)
                                                .text()))
                        .toList());
    }
}
