package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.RateLimited;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.cases.CaseInHand;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.survey.link.SurveyTokens;

/** A citizen who knows number and code comes to the survey page without a message. */
@Path("/api/v1/public/surveys")
public class CitizenSurveyResource {
    private static final int LONGEST = 64;

    /** The citizen's own case. */
    public record OwnCaseInput(
            @Words(max = LONGEST) String caseNumber,
            @Words(max = LONGEST) String code) {
        @Override
        public String toString() {
            return "OwnCaseInput[…]";
        }
    }

    /**
     * The way to the survey page.
     *
     * @param path Its path at this service and at the front door.
     */
    public record LinkView(String path) {}

    private final Contacts contacts;
    private final Cases cases;
    private final SurveyTokens tokens;
    private final Clock clock;

    CitizenSurveyResource(Contacts contacts, Cases cases, SurveyTokens tokens, Clock clock) {
        this.contacts = contacts;
        this.cases = cases;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A link to the survey page; 404 for a wrong code as for an unknown number, 409 while nothing is asked. */
    @POST
    @PermitAll
    @RateLimited
    public Uni<LinkView> link(@NotNull @Valid OwnCaseInput input) {
        if (!contacts.available()) {
            throw Problem.notFound();
        }
        return contacts.opened(input.caseNumber().strip(), input.code().strip())
                .onFailure(ContactUnavailable.class)
                .transform(failure -> Problem.of(ChannelResource.NO_CONTACT_DATA))
                .map(found -> found.orElseThrow(Problem::notFound))
                .chain(caseId -> cases.look(Cases.By.CASE, caseId))
                .chain(this::link);
    }

    private Uni<LinkView> link(CaseInHand hand) {
        UUID callback = hand.file().callbacks().stream()
                .filter(Callback::isOpen)
                .map(Callback::id)
                .findFirst()
                .orElseThrow(() -> Problem.of(AnswerCallback.SURVEY_CLOSED));
        int days =
                hand.office().surveys().instrument(SurveyInstrument.AUTOMATIC).linkDays();
        Instant until = clock.instant().plus(Duration.ofDays(days));
        return tokens.issue(callback, until).map(token -> new LinkView("/api/v1/survey/" + token));
    }
}
