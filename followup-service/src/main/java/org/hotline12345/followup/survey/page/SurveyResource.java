package org.hotline12345.followup.survey.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.rest.RateLimited;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.callback.AnswerInput;
import org.hotline12345.followup.survey.model.Question;
import org.hotline12345.followup.survey.model.QuestionId;
import org.hotline12345.followup.survey.model.SurveyPlan;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The survey page of the citizen: public, opened by a token; a plain form that works without script, and the same as JSON.
 */
@Path("/api/v1/survey/{token}")
@PermitAll
@RateLimited
public class SurveyResource {
    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Nothing from elsewhere, no script, no framing; the address, which is the key, is told to nobody. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors"
                    + " 'none'",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store",
            "X-Content-Type-Options",
            "nosniff",
            "X-Robots-Tag",
            "noindex, nofollow");

    /**
     * The answer to an answer.
     *
     * @param correction Whether it corrected an earlier one.
     * @param correctableUntil Until when it may be corrected.
     */
    public record TakenView(boolean correction, OffsetDateTime correctableUntil) {}

    /** A choice of the form. */
    public record Choice(String value, String label, boolean chosen) {}

    /** A question of the form; one without choices is answered in words. */
    public record Asked(
            String name, String input, String legend, boolean required, List<Choice> choices, String words) {}

    private final AnswerCallback answer;
    private final SurveyPages pages;
    private final Clock clock;
    private final Template page;
    private final Template over;

    public SurveyResource(
            AnswerCallback answer,
            SurveyPages pages,
            Clock clock,
            @Location("survey.html") Template page,
            @Location("survey-over.html") Template over) {
        this.answer = answer;
        this.pages = pages;
        this.clock = clock;
        this.page = page;
        this.over = over;
    }

    /** The page: the form, or thanks and the form to correct the answer; {@code lang} is zh or en. */
    @GET
    @Produces(HTML)
    public Uni<Response> show(
            @RestPath String token, @RestQuery String lang, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        Language shown = Language.of(lang == null ? language : lang);
        return pages.find(token)
                .chain(found -> form(found, shown, 200, List.of(), null))
                .onFailure(Problem.class)
                .recoverWithUni(failure -> over((Problem) failure, shown));
    }

    /** The same as JSON. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SurveyPage.View.class)))
    public Uni<Response> read(@RestPath String token) {
        return pages.find(token).map(found -> confidential(Response.ok(found.view())));
    }

    /** The form was sent; shows the page again by redirect. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(HTML)
    public Uni<Response> send(
            @RestPath String token,
            @RestQuery String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language,
            @RestForm String informed,
            @RestForm String resolved,
            @RestForm String satisfaction,
            @RestForm String attitude,
            @RestForm List<String> reasons,
            @RestForm String reason,
            @RestForm String objective) {
        Language shown = Language.of(lang == null ? language : lang);
        var input = AnswerInput.ofCitizen(
                flag(informed),
                flag(resolved),
                grade(satisfaction),
                grade(attitude),
                reasons,
                reason == null ? null : reason.replace("\r\n", "\n"),
                flag(objective));
        return pages.find(token)
                .chain(found -> {
                    // a token that was given out needs no encoding
                    URI again = URI.create("/api/v1/survey/" + token + (lang == null ? "" : "?lang=" + code(shown)));
                    List<Violation> violations = input.violations(SurveyInstrument.AUTOMATIC, found.plan());
                    return violations.isEmpty()
                            ? answer.bySurvey(token, input)
                                    .map(taken -> confidential(Response.seeOther(again)))
                                    .onFailure(failure -> isLate(failure) && found.isObjectable(clock.instant()))
                                    .recoverWithUni(failure -> form(
                                            found,
                                            shown,
                                            400,
                                            List.of(SurveyTexts.in(shown).get("errorObjection")),
                                            input))
                            : form(found, shown, 400, errors(violations, found.plan(), shown), input);
                })
                .onFailure(Problem.class)
                .recoverWithUni(failure -> over((Problem) failure, shown));
    }

    private static boolean isLate(Throwable failure) {
        return failure instanceof Problem problem && problem.type().equals(AnswerCallback.SURVEY_EXPIRED);
    }

    /** The same as JSON. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TakenView.class)))
    public Uni<Response> sendJson(@RestPath String token, AnswerInput input) {
        if (input == null) {
            throw Problem.invalid("satisfaction", "violation.required");
        }
        return answer.bySurvey(token, input)
                .map(taken -> confidential(
                        Response.ok(new TakenView(taken.correction(), ShanghaiTime.of(taken.correctableUntil())))));
    }

    private Uni<Response> form(SurveyPage found, Language language, int status, List<String> errors, AnswerInput sent) {
        Map<String, String> texts = SurveyTexts.in(language);
        AnswerInput shown = sent != null ? sent : found.view().answer();
        boolean answered = found.answer() != null;
        boolean correctable = found.isCorrectable(clock.instant());
        boolean open = correctable || found.isObjectable(clock.instant());
        Instant until = correctable ? found.correctableUntil() : found.objectionUntil();
        List<Asked> questions = found.plan().instrument(SurveyInstrument.AUTOMATIC).questions().stream()
                .map(question -> asked(question, found.plan(), shown, texts, code(language)))
                .toList();
        var data = page.data("t", texts)
                .data("page", found)
                .data("answered", answered)
                .data("open", open)
                .data("correctable", correctable)
                .data("until", until == null ? "" : TIME.format(ShanghaiTime.of(until)))
                .data("errors", errors)
                .data("questions", questions);
        return Uni.createFrom().completionStage(data::renderAsync).map(html -> html(status, html, language));
    }

    private static Asked asked(
            Question question, SurveyPlan plan, AnswerInput shown, Map<String, String> texts, String language) {
        List<Choice> choices = switch (question.id()) {
            case INFORMED -> yesNo(texts, shown == null ? null : shown.informed());
            case RESOLVED -> yesNo(texts, shown == null ? null : shown.resolved());
            case SATISFACTION -> grades(texts, shown == null ? null : shown.satisfaction());
            case ATTITUDE -> grades(texts, shown == null ? null : shown.attitude());
            case REASONS ->
                plan.reasons().stream()
                        .map(reason -> new Choice(
                                reason.code(),
                                reason.text().get(language),
                                shown != null && shown.reasons().contains(reason.code())))
                        .toList();
            case OBJECTIVE ->
                List.of(
                        new Choice("false", texts.get("objectiveNo"), is(shown, false)),
                        new Choice("true", texts.get("objectiveYes"), is(shown, true)));
            case REASON -> List.of();
        };
        return new Asked(
                question.id().name().toLowerCase(Locale.ROOT),
                question.id() == QuestionId.REASONS ? "checkbox" : "radio",
                question.text().get(language),
                question.required(),
                choices,
                shown == null || shown.reason() == null ? "" : shown.reason());
    }

    private static List<String> errors(List<Violation> violations, SurveyPlan plan, Language language) {
        Map<String, String> texts = SurveyTexts.in(language);
        var errors = new ArrayList<String>();
        for (Violation violation : violations) {
            if (violation.message().equals("violation.required")) {
                var id = QuestionId.valueOf(violation.field().toUpperCase(Locale.ROOT));
                plan.instrument(SurveyInstrument.AUTOMATIC)
                        .question(id)
                        .map(question -> question.text().get(code(language)))
                        .ifPresent(question -> errors.add(texts.get("errorRequired") + question));
            } else {
                errors.add(texts.get("errorText"));
            }
        }
        return errors;
    }

    private static String code(Language language) {
        return language.locale().getLanguage();
    }

    private Uni<Response> over(Problem problem, Language language) {
        ProblemType type = problem.type();
        boolean closed = type.equals(AnswerCallback.SURVEY_CLOSED);
        if (!closed && !type.equals(ProblemType.NOT_FOUND) && !type.equals(AnswerCallback.SURVEY_EXPIRED)) {
            return Uni.createFrom().failure(problem);
        }
        Map<String, String> texts = SurveyTexts.in(language);
        var data = over.data("t", texts)
                .data("heading", texts.get(closed ? "closed" : "expired"))
                .data("text", texts.get(closed ? "closedText" : "expiredText"));
        return Uni.createFrom().completionStage(data::renderAsync).map(html -> html(type.status(), html, language));
    }

    private static Response html(int status, String html, Language language) {
        return confidential(Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .entity(html));
    }

    private static Response confidential(Response.ResponseBuilder response) {
        HEADERS.forEach(response::header);
        return response.build();
    }

    private static boolean is(AnswerInput shown, boolean value) {
        return shown != null && shown.objective() != null && shown.objective() == value;
    }

    private static List<Choice> yesNo(Map<String, String> texts, Boolean chosen) {
        return List.of(
                new Choice("true", texts.get("yes"), Boolean.TRUE.equals(chosen)),
                new Choice("false", texts.get("no"), Boolean.FALSE.equals(chosen)));
    }

    private static List<Choice> grades(Map<String, String> texts, Satisfaction chosen) {
        return SurveyPage.GRADES.stream()
                .map(grade -> new Choice(grade, texts.get(grade), chosen != null && grade.equals(chosen.name())))
                .toList();
    }

    private static Boolean flag(String text) {
        return text == null || text.isBlank() ? null : Boolean.valueOf(text);
    }

    private static Satisfaction grade(String text) {
        return text != null && SurveyPage.GRADES.contains(text) ? Satisfaction.valueOf(text) : null;
    }
}
