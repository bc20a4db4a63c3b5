package org.hotline12345.intake.lookup;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseType;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.Telephone;
import org.hotline12345.intake.input.Moments;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;

/** Lists of cases. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class LookupResource {
    private final FindCases cases;
    private final Contacts contacts;
    private final Command command;

    public LookupResource(FindCases cases, Contacts contacts, Command command) {
        this.cases = cases;
        this.contacts = contacts;
        this.command = command;
    }

    /** Whose cases are looked for, and why. */
    public record PhoneSearch(
            @Told(value = Told.CODE, required = true) @Telephone @Schema(description = "电话 Telephone")
            String phone,

            @Told(value = Told.LINE, required = true)
            @Schema(description = "查询原因，记入查阅记录 Why; written to the access log")
            String purpose) {}

    /** Cases by what is known of them. */
    @GET
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({
        Roles.AGENT,
        Roles.DISPATCHER,
        Roles.SUPERVISOR,
        Roles.CALLBACK_AGENT,
        Roles.EVALUATOR,
        Roles.IMPORTER,
        Roles.SERVICE
    })
    @Operation(
            summary = "查询诉求 Find cases",
            description = "按编号、属地、类别、状态、时间和关键词查询，按登记时间倒序 By number, area, category, status, time and words;"
                    + " the latest registered first")
    @RequestHeaders(Name.LANGUAGE)
    public Uni<Page<CaseSummary>> find(
            @Parameter(description = "诉求编号 Case number") @QueryParam("number") @Told(Told.CODE) String number,
            @Parameter(description = "外部编号 Number in the posting system") @QueryParam("externalId") @Told(Told.CODE)
                    String externalId,
            @Parameter(description = "属地及其下级 Area, with those in it") @QueryParam("area") @Told(Told.CODE) String area,
            @Parameter(description = "类别及其下级 Category, with those below it") @QueryParam("category") @Told(Told.CODE)
                    String category,
            @Parameter(description = "诉求性质 Nature", schema = @Schema(implementation = CaseType.class))
                    @QueryParam("type")
                    String type,
            @Parameter(description = "状态 Status", schema = @Schema(implementation = CaseStatus.class))
                    @QueryParam("status")
                    String status,
            @Parameter(description = "登记起始日期或时间 Registered from this day or moment on") @QueryParam("from") String from,
            @Parameter(description = "登记截止日期（含）或时间 Registered to this day, or before this moment") @QueryParam("to")
                    String to,
            @Parameter(description = "关键词，每词至少两个字 Words of at least two characters") @QueryParam("q") @Told(Told.CODE)
                    String q,
            @Parameter(
                            description = "true 只列本人登记的；不填起始时间则为今天登记的"
                                    + " true: those the caller registered; of today unless from says otherwise")
                    @QueryParam("mine")
                    boolean mine,
            @BeanParam PageRequest page) {
        var violations = new Violations();
        oneOf(violations, "type", type, CaseType.values());
        oneOf(violations, "status", status, CaseStatus.values());
        Problem.throwIfAny(violations);
        var now = command.now();
        Instant registeredFrom = Moments.from("from", from);
        return cases.find(
                new FindCases.Query(
                        blankToNull(number),
                        blankToNull(externalId),
                        blankToNull(area),
                        blankToNull(category),
                        blankToNull(type),
                        blankToNull(status),
                        mine && registeredFrom == null
                                ? ShanghaiTime.start(ShanghaiTime.day(now.at()))
                                : registeredFrom,
                        Moments.to("to", to),
                        blankToNull(q),
                        mine ? now.actor() : null),
                page,
                now.language());
    }

    /** Cases of a caller. */
    @POST
    @Path("/search")
    @RolesAllowed(Roles.AGENT)
    @Operation(
            summary = "按电话查询 Cases of a caller",
            description = "同一电话的诉求，每次查询均留痕 Cases of one telephone; every search is logged")
    @RequestHeaders(Name.LANGUAGE)
    public Uni<Page<CaseSummary>> ofCaller(@Needed @Valid PhoneSearch body) {
        return cases.ofCaller(contacts.phone(body.phone()).orElseThrow(), body.purpose(), command.language());
    }

    private static void oneOf(Violations violations, String field, String value, Enum<?>[] allowed) {
        if (value != null && !value.isBlank()) {
            var names = Arrays.stream(allowed).map(Enum::name).toList();
            violations.unless(names.contains(value), field, "violation.oneOf", value, String.join(", ", names));
        }
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
