package org.hotline12345.followup.survey.page;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.callback.SurveyLink;
import org.hotline12345.followup.cases.CaseInHand;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.survey.link.SurveyTokens;

/** What the survey page shows of a callback. */
@ApplicationScoped
class SurveyPages {
    private final SurveyTokens tokens;
    private final Cases cases;
    private final Clock clock;

    SurveyPages(SurveyTokens tokens, Cases cases, Clock clock) {
        this.tokens = tokens;
        this.cases = cases;
        this.clock = clock;
    }

    /** The page of a token; {@code survey-expired} (410), {@code survey-closed} (409). */
    Uni<SurveyPage> find(String token) {
        return tokens.open(token)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(opened -> cases.look(Cases.By.CALLBACK, opened.callbackId())
                        .map(hand -> page(hand, opened.expiresAt(), clock.instant())));
    }

    private static SurveyPage page(CaseInHand hand, Instant expiresAt, Instant now) {
        Office office = hand.office();
        Callback callback = hand.callback();
        var link = SurveyLink.of(hand, expiresAt, now);
        Instant first = link.firstAnswer();
        return new SurveyPage(
                hand.file().facts().caseNumber(),
                hand.file().facts().title(),
                callback.subject().replyText(),
                callback.state(),
                callback.answerBy(SurveyInstrument.AUTOMATIC)
                        .map(Callback.Given::answer)
                        .orElse(null),
                first == null ? null : AnswerCallback.correctableUntil(first, now, office),
                link.objectionUntil(),
                link.until(),
                office.surveys());
    }
}
