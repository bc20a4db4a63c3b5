package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.hotissue.IssueQueries.Counted;
import org.hotline12345.assessment.hotissue.IssueQueries.Day;
import org.hotline12345.assessment.hotissue.IssueQueries.DecisionView;
import org.hotline12345.assessment.hotissue.IssueQueries.Detail;
import org.hotline12345.assessment.hotissue.IssueQueries.Issue;
import org.hotline12345.assessment.hotissue.IssueQueries.MemberView;
import org.hotline12345.assessment.hotissue.IssueQueries.State;
import org.hotline12345.assessment.hotissue.IssueRulesStore.IssueRules;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Hot issues: many cases about one thing in one place in a short time; and what comes back every year. */
@Path("/api/v1/hot-issues")
@Tag(name = "hot-issues")
@RolesAllowed({Roles.EVALUATOR, Roles.SUPERVISOR, Roles.OFFICE_LEADER})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class HotIssueResource {
    private static final int MAX_DAYS = 366;
    private static final int USUAL_DAYS = 7;
    private static final int CASES_AT_ONCE = 200;

    private final IssueQueries issues;
    private final DecideIssues decisions;
    private final PeriodicCases periodic;
    private final IssueRulesStore rules;
    private final Names names;
    private final ReportingPeriods periods;
    private final Caller caller;
    private final Command command;
    private final Clock clock;

    HotIssueResource(
            IssueQueries issues,
            DecideIssues decisions,
            PeriodicCases periodic,
            IssueRulesStore rules,
            Names names,
            ReportingPeriods periods,
            Caller caller,
            Command command,
            Clock clock) {
        this.issues = issues;
        this.decisions = decisions;
        this.periodic = periodic;
        this.rules = rules;
        this.names = names;
        this.periods = periods;
        this.caller = caller;
        this.command = command;
        this.clock = clock;
    }

    /**
     * An issue.
     *
     * @param words What the titles of its cases share, the strongest first.
     * @param size All cases, of any time.
     * @param cases Cases in the period.
     * @param citizens Citizens in the period.
     * @param previous Cases in the period of the same length before.
     * @param growth Cases in the period less those before.
     * @param expected Cases to be expected by the eight periods before.
     * @param heat How unusual the number is: the list is sorted by it.
     * @param posts Posts on other channels about it.
     * @param ended Whether it has been quiet so long that it takes no more cases.
     */
    public record IssueView(
            UUID issueId,
            State state,
            String name,
            List<String> words,
            int size,
            OffsetDateTime firstAt,
            OffsetDateTime lastAt,
            String area,
            String areaName,
            String category,
            String categoryName,
            OffsetDateTime detectedAt,
            long cases,
            long citizens,
            long previous,
            long growth,
            double expected,
            double heat,
            long posts,
            boolean ended,
            int version) {}

    /** A number of cases by unit or area. */
    public record CountView(String key, String name, long cases, Long closed) {}

    /** An issue with what belongs to it. */
    public record DetailView(IssueView issue, List<CountView> units, List<CountView> areas, List<Day> days) {}

    /**
     * It is an issue.
     *
     * @param name A better name; absent: the present one stays.
     */
    public record Confirmation(
            @Size(min = 1, max = 100) String name,
            @Size(max = 2_000) String note) {}

    /** It is none. */
    public record Dismissal(@NotBlank @Size(max = 2_000) String reason) {}

    /**
     * Cases to be put in or taken out, by their ids, their numbers, or both.
     *
     * @param caseIds Ids. May be null.
     * @param caseNumbers Numbers as people know them. May be null.
     */
    public record Cases(
            @Size(max = CASES_AT_ONCE) List<@NotNull UUID> caseIds,
            @Size(max = CASES_AT_ONCE) List<@NotBlank String> caseNumbers,
            @NotBlank @Size(max = 2_000) String reason) {}

    /**
     * Cases to be taken out, by their ids, their numbers, or both.
     *
     * @param caseIds Ids. May be null.
     * @param caseNumbers Numbers as people know them. May be null.
     * @param together Whether they are one matter, and stay together as a group of their own; absent: each is a group of its own.
     */
    public record Removal(
            @Size(max = CASES_AT_ONCE) List<@NotNull UUID> caseIds,
            @Size(max = CASES_AT_ONCE) List<@NotBlank String> caseNumbers,
            Boolean together,
            @NotBlank @Size(max = 2_000) String reason) {}

    /**
     * When an issue ends and how large it must be.
     *
     * @param quietDays An issue that got no case for so many days has ended; what comes later is another one.
     * @param leastCases So many cases of several citizens make an issue.
     */
    public record RulesInput(
            @NotNull @Min(1) @Max(3_650) Integer quietDays,
            @NotNull @Min(2) @Max(1_000) Integer leastCases) {}

    /** Another issue that is the same. */
    public record Merger(
            @NotNull UUID issueId,
            @NotBlank @Size(max = 2_000) String reason) {}

    @GET
    public Uni<Page<IssueView>> list(
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("area") String area,
            @QueryParam("state") State state,
            @QueryParam("cases") @DefaultValue("3") @Min(1) @Max(1_000_000) int cases,
            @BeanParam PageRequest page) {
        LocalDate last = to == null ? ShanghaiTime.day(clock.instant()) : to;
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1L) : from;
        if (last.isBefore(first)) {
            throw Problem.invalid("to", "violation.period-order");
        }
        if (first.plusDays(MAX_DAYS).isBefore(last)) {
            throw Problem.invalid("to", "violation.hot-issue.too-long", MAX_DAYS);
        }
        var wanted = new IssueQueries.Wanted(
                ShanghaiTime.start(first),
                ShanghaiTime.start(last.plusDays(1)),
                state == null ? List.of(State.FOUND, State.CONFIRMED) : List.of(state),
                area == null || area.isBlank() ? null : area,
                cases);
        Language language = command.language();
        return rules.read()
                .chain(set -> issues.list(wanted, page)
                        .map(found -> new Page<>(
                                found.items().stream()
                                        .map(issue -> view(issue, set, language))
                                        .toList(),
                                found.next())));
    }

    @GET
    @Path("/periodic")
    public Uni<PeriodicCases.Weeks> periodic(
            @QueryParam("week") String week,
            @QueryParam("weeks") @DefaultValue("1") @Min(1) @Max(13) int weeks,
            @QueryParam("years") @DefaultValue("5") @Min(1) @Max(20) int years) {
        return periodic.read(periods.read("week", week), weeks, years, command.language());
    }

    @GET
    @Path("/rules")
    @APIResponseSchema(value = IssueRulesStore.IssueRules.class, responseCode = "200")
    public Uni<Response> rules() {
        return rules.read().map(set -> Command.ok(set, set.version()));
    }

    @PUT
    @Path("/rules")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = IssueRulesStore.IssueRules.class, responseCode = "200")
    public Uni<Response> setRules(@NotNull @Valid RulesInput input) {
        return rules.set(input.quietDays(), input.leastCases(), caller.subject(), command.ifMatch())
                .map(set -> Command.ok(set, set.version()));
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(value = DetailView.class, responseCode = "200")
    public Uni<Response> one(@PathParam("id") UUID id) {
        Language language = command.language();
        return rules.read()
                .chain(set -> issues.detail(id)
                        .map(detail -> Command.ok(
                                view(detail, set, language), detail.issue().version())));
    }

    @GET
    @Path("/{id}/cases")
    public Uni<Page<MemberView>> cases(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return issues.cases(id, page);
    }

    @GET
    @Path("/{id}/decisions")
    public Uni<Page<DecisionView>> decisions(@PathParam("id") UUID id) {
        return issues.decisions(id).map(found -> new Page<>(found, null));
    }

    @POST
    @Path("/{id}/confirmation")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = IssueView.class, responseCode = "200")
    public Uni<Response> confirm(@PathParam("id") UUID id, @NotNull @Valid Confirmation confirmation) {
        String name = confirmation.name() == null || confirmation.name().isBlank()
                ? null
                : confirmation.name().strip();
        return answer(decisions.confirm(id, name, confirmation.note(), caller.subject(), command.ifMatch()));
    }

    @POST
    @Path("/{id}/dismissal")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = IssueView.class, responseCode = "200")
    public Uni<Response> dismiss(@PathParam("id") UUID id, @NotNull @Valid Dismissal dismissal) {
        return answer(decisions.dismiss(id, dismissal.reason(), caller.subject(), command.ifMatch()));
    }

    @POST
    @Path("/{id}/removals")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = IssueView.class, responseCode = "200")
    public Uni<Response> remove(@PathParam("id") UUID id, @NotNull @Valid Removal cases) {
        String by = caller.subject();
        String version = command.ifMatch();
        return answer(decisions
                .chosen(cases.caseIds(), cases.caseNumbers())
                .chain(chosen -> decisions.remove(
                        id, chosen, Boolean.TRUE.equals(cases.together()), cases.reason(), by, version)));
    }

    @POST
    @Path("/{id}/additions")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = IssueView.class, responseCode = "200")
    public Uni<Response> add(@PathParam("id") UUID id, @NotNull @Valid Cases cases) {
        String by = caller.subject();
        String version = command.ifMatch();
        return answer(decisions
                .chosen(cases.caseIds(), cases.caseNumbers())
                .chain(chosen -> decisions.add(id, chosen, cases.reason(), by, version)));
    }

    @POST
    @Path("/{id}/mergers")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = IssueView.class, responseCode = "200")
    public Uni<Response> merge(@PathParam("id") UUID id, @NotNull @Valid Merger merger) {
        return answer(decisions.merge(id, merger.issueId(), merger.reason(), caller.subject(), command.ifMatch()));
    }

    private Uni<Response> answer(Uni<Issue> decided) {
        Language language = command.language();
        return decided.chain(issue -> rules.read().map(set -> Command.ok(view(issue, set, language), issue.version())));
    }

    private DetailView view(Detail detail, IssueRules set, Language language) {
        return new DetailView(
                view(detail.issue(), set, language),
                detail.units().stream()
                        .map(count -> view(count, Dimension.UNIT, language))
                        .toList(),
                detail.areas().stream()
                        .map(count -> view(count, Dimension.AREA, language))
                        .toList(),
                detail.days());
    }

    private CountView view(Counted count, Dimension dimension, Language language) {
        return new CountView(count.key(), names.of(dimension, count.key()).in(language), count.cases(), count.closed());
    }

    private IssueView view(Issue issue, IssueRules set, Language language) {
        return new IssueView(
                issue.id(),
                issue.state(),
                issue.name(),
                issue.words(),
                issue.size(),
                ShanghaiTime.of(issue.firstAt()),
                ShanghaiTime.of(issue.lastAt()),
                issue.place(),
                issue.place() == null
                        ? null
                        : names.of(Dimension.AREA, issue.place()).in(language),
                issue.category(),
                issue.category() == null
                        ? null
                        : names.of(Dimension.CATEGORY, issue.category()).in(language),
                ShanghaiTime.of(issue.detectedAt()),
                issue.cases(),
                issue.citizens(),
                issue.previous(),
                issue.cases() - issue.previous(),
                issue.expected(),
                issue.heat(),
                issue.posts(),
                issue.lastAt().plus(set.window()).isBefore(clock.instant()),
                issue.version());
    }
}
