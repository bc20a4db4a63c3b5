package org.hotline12345.assessment.externalpost;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.externalpost.ExternalPostStore.PostView;
import org.hotline12345.assessment.externalpost.model.PostFile;
import org.hotline12345.assessment.externalpost.model.PostFile.Content;
import org.hotline12345.assessment.externalpost.model.PostFile.Refused;
import org.hotline12345.assessment.period.Wording;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.document.Csv;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemTexts;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Urgency;

/** Posts on other channels (人民网, forums): taken in, compared with the hotline's own cases, made cases. */
@Path("/api/v1/external-posts")
@Tag(name = "external-posts")
@RolesAllowed({Roles.EVALUATOR, Roles.SUPERVISOR})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ExternalPostResource {
    private static final int LONGEST_TITLE_OF_CASE = 100;
    private static final int LONGEST_TEXT_OF_CASE = 4_000;
    private static final String PEOPLES_DAILY = "PEOPLES_DAILY";
    private static final List<String> HEAD =
            List.of("id", "postedAt", "channel", "type", "title", "text", "area", "category", "issue", "url");

    private final ExternalPostStore posts;
    private final ImportPosts importing;
    private final OfficeCopy office;
    private final Caller caller;
    private final Command command;
    private final Clock clock;

    ExternalPostResource(
            ExternalPostStore posts,
            ImportPosts importing,
            OfficeCopy office,
            Caller caller,
            Command command,
            Clock clock) {
        this.posts = posts;
        this.importing = importing;
        this.office = office;
        this.caller = caller;
        this.command = command;
        this.clock = clock;
    }

    /** A row that was not taken, and why. */
    public record RefusedRow(int line, String column, String reason) {}

    /**
     * What became of a file.
     *
     * @param taken Posts that are new.
     * @param changed Posts that were known and are different now.
     * @param matched How many of the new and changed ones belong to cases.
     */
    public record ImportView(int taken, int changed, int unchanged, int matched, List<RefusedRow> refused) {}

    /**
     * To which issue a post belongs.
     *
     * @param issueId The issue; absent: none.
     */
    public record Match(UUID issueId) {}

    /** A body for {@code POST /api/v1/cases} of intake. */
    public record Registration(
            String channel,
            CaseType type,
            Urgency urgency,
            String title,
            String text,
            String category,
            String area,
            Anonymity anonymity,
            String externalId) {}

    @POST
    @Path("/import")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    public Uni<ImportView> importCsv(@NotNull String csv) {
        Content content = PostFile.read(
                csv,
                clock.instant(),
                area -> office.area(area).isPresent(),
                category -> office.category(category).isPresent());
        if (!content.missing().isEmpty()) {
            throw Problem.invalid("csv", "violation.post.columns", String.join(", ", content.missing()));
        }
        if (content.tooLong()) {
            throw Problem.invalid("csv", "violation.post.rows", PostFile.MOST_ROWS);
        }
        Language language = command.language();
        String by = caller.subject();
        return importing
                .take(content.posts(), by)
                .map(imported -> new ImportView(
                        imported.taken(),
                        imported.changed(),
                        imported.unchanged(),
                        imported.matched(),
                        content.refused().stream()
                                .map(row -> refused(row, language))
                                .toList()));
    }

    @GET
    public Uni<Page<PostView>> list(
            @QueryParam("issue") UUID issue,
            @QueryParam("matched") Boolean matched,
            @QueryParam("registered") Boolean registered,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @BeanParam PageRequest page) {
        return posts.list(wanted(issue, matched, registered, from, to), page);
    }

    @GET
    @Path("/export")
    @Produces(Wording.CSV)
    public Uni<Response> export(
            @QueryParam("issue") UUID issue, @QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to) {
        return posts.list(wanted(issue, null, false, from, to), PageRequest.of(null, PageRequest.MAX_LIMIT))
                .map(found -> Wording.csv(
                        "external-posts",
                        Csv.table(
                                HEAD,
                                found.items().stream()
                                        .map(ExternalPostResource::row)
                                        .toList())));
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(value = ExternalPostStore.PostView.class, responseCode = "200")
    public Uni<Response> one(@PathParam("id") UUID id) {
        return posts.find(id).map(ExternalPostResource::answer);
    }

    @GET
    @Path("/{id}/registration")
    public Uni<Registration> registration(@PathParam("id") UUID id) {
        return posts.find(id).map(post -> {
            if (post.caseId() != null) {
                throw Problem.wrongState("REGISTERED", List.of());
            }
            return registration(post);
        });
    }

    @POST
    @Path("/{id}/match")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = ExternalPostStore.PostView.class, responseCode = "200")
    public Uni<Response> match(@PathParam("id") UUID id, @NotNull Match match) {
        return importing
                .decide(id, match.issueId(), caller.subject(), command.ifMatch())
                .map(ExternalPostResource::answer);
    }

    private static ExternalPostStore.Wanted wanted(
            UUID issue, Boolean matched, Boolean registered, LocalDate from, LocalDate to) {
        return new ExternalPostStore.Wanted(
                issue,
                matched,
                registered,
                from == null ? null : from.atStartOfDay(ShanghaiTime.ZONE).toInstant(),
                to == null
                        ? null
                        : to.plusDays(1).atStartOfDay(ShanghaiTime.ZONE).toInstant());
    }

    private static Response answer(PostView post) {
        return Command.ok(post, post.version());
    }

    private static RefusedRow refused(Refused row, Language language) {
        return new RefusedRow(
                row.line(),
                row.column(),
                ProblemTexts.text(language, row.message(), row.args().toArray()));
    }

    private static Registration registration(PostView post) {
        return new Registration(
                channel(post.source()),
                type(post.title()),
                Urgency.ORDINARY,
                cut(post.title(), LONGEST_TITLE_OF_CASE),
                cut(post.text(), LONGEST_TEXT_OF_CASE),
                post.category(),
                post.area(),
                Anonymity.NO_CONTACT,
                post.source() + ":" + post.externalId());
    }

    private static List<Object> row(PostView post) {
        Registration registration = registration(post);
        var cells = new ArrayList<Object>();
        cells.add(registration.externalId());
        cells.add(post.postedAt().toLocalDateTime().toString().replace('T', ' '));
        cells.add(registration.channel());
        cells.add(registration.type());
        cells.add(registration.title());
        cells.add(registration.text());
        cells.add(registration.area());
        cells.add(registration.category());
        cells.add(post.issueName());
        cells.add(post.url());
        return cells;
    }

    private static String channel(String source) {
        return source.contains("人民网") || source.equals(PEOPLES_DAILY) ? PEOPLES_DAILY : "WEB";
    }

    /** A first guess; whoever registers the case decides. */
    private static CaseType type(String title) {
        if (title.contains("举报")) {
            return CaseType.REPORT;
        }
        if (title.contains("投诉")) {
            return CaseType.COMPLAINT;
        }
        return title.contains("咨询") || title.contains("请问") ? CaseType.CONSULTATION : CaseType.HELP;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
