package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandKey;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.cases.AskedCase;
import org.hotline12345.followup.cases.CallbackCases;
import org.hotline12345.followup.cases.CallbackCases.Turn;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CallbackSight;
import org.hotline12345.followup.survey.link.SurveyTokens;
import org.hotline12345.followup.survey.model.Instrument;

/** Gives callbacks to an agent for half an hour, each with a fresh link to the survey page. */
@ApplicationScoped
public class ClaimCallbacks {
    /**
     * What an agent asks for.
     *
     * @param max At most so many.
     * @param origin About what.
     * @param anyHour Also outside the plan's hours, as agreed with a citizen.
     * @param sight Which ones the agent may see.
     * @param surveyUrl Address of the survey page, to which the token is added.
     */
    record Wish(int max, CallbackOrigin origin, boolean anyHour, CallbackSight sight, String surveyUrl) {}

    /** How long an agent keeps whom to call. */
    public static final Duration LEASE = Duration.ofMinutes(30);

    private final CallbackCases callbacks;
    private final SurveyTokens tokens;
    private final Idempotency idempotency;
    private final Command command;

    ClaimCallbacks(CallbackCases callbacks, SurveyTokens tokens, Idempotency idempotency, Command command) {
        this.callbacks = callbacks;
        this.tokens = tokens;
        this.idempotency = idempotency;
        this.command = command;
    }

    /** Claims at most so many. */
    Uni<Response> claim(Wish wish, Object body) {
        CommandKey key = command.key();
        Instant now = command.now().at();
        String agent = command.now().actor();
        return callbacks.turn(
                new CallbackCases.Wish(wish.max(), wish.origin(), wish.sight(), now),
                (turns, id) -> idempotency.run(
                        key,
                        body,
                        turns,
                        id,
                        turn -> Response.ok(new CallbackResource.ClaimView(claim(turn, wish, agent, now), null))
                                .build()));
    }

    private List<CallbackView> claim(Turn turn, Wish wish, String agent, Instant now) {
        Instrument instrument = turn.office().surveys().instrument(SurveyInstrument.AGENT);
        if (!wish.anyHour() && !instrument.hours().includes(now, turn.office().calendar())) {
            return List.of();
        }
        List<AskedCase> taken = turn.take(agent, now.plus(LEASE));
        Map<UUID, String> links =
                tokens.make(taken.stream().map(one -> one.callback().id()).toList());
        turn.with(writes -> tokens.keep(writes, links, now.plus(Duration.ofDays(instrument.linkDays()))));
        return taken.stream()
                .map(one -> CallbackView.of(
                        one, wish.surveyUrl() + links.get(one.callback().id()), true))
                .toList();
    }
}
