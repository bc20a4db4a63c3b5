package org.hotline12345.dispatch.masterdata.people;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.document.Csv;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.masterdata.ImportReport;
import org.hotline12345.dispatch.masterdata.people.model.Person;
import org.hotline12345.events.SignOffLevel;

/** The directory of people: kept by the administrator, read by the office and by each unit for itself; names by everybody. */
@Path("/api/v1/people")
@Produces(MediaType.APPLICATION_JSON)
public class PeopleResource {
    private static final int MOST_NAMES = 200;
    private static final int LONGEST_NAME = 100;
    private static final List<String> COLUMNS =
            List.of("subject", "name", "roles", "unit", "phone", "level", "validFrom", "validTo");

    private final People people;
    private final PersonStore store;
    private final Directory directory;
    private final Caller caller;
    private final SecurityIdentity identity;
    private final Command command;
    private final Clock clock;

    public PeopleResource(
            People people,
            PersonStore store,
            Directory directory,
            Caller caller,
            SecurityIdentity identity,
            Command command,
            Clock clock) {
        this.people = people;
        this.store = store;
        this.directory = directory;
        this.caller = caller;
        this.identity = identity;
        this.command = command;
        this.clock = clock;
    }

    /** People by subject: of a unit, with a role, whose name or subject holds a text, at work or not. */
    @GET
    @RolesAllowed({
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER,
        Roles.AGENT,
        Roles.DISPATCHER,
        Roles.CENTRE_REVIEWER,
        Roles.SUPERVISOR,
        Roles.CALLBACK_AGENT,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.AUDITOR,
        Roles.ADMIN
    })
    public Uni<Page<Person>> list(
            @QueryParam("unit") String unit,
            @QueryParam("role") String role,
            @QueryParam("q") String q,
            @QueryParam("valid") Boolean valid,
            @BeanParam PageRequest page) {
        return store.page(page, caller.unitAskedFor(unit), role, q, today(), valid);
    }

    /** What these subjects are called, those that are known. */
    @GET
    @Path("/names")
    @Authenticated
    public Names names(@QueryParam("subject") List<String> subjects) {
        if (subjects == null || subjects.isEmpty()) {
            throw Problem.invalid("subject", "violation.required");
        }
        if (subjects.size() > MOST_NAMES) {
            throw Problem.invalid("subject", "violation.Size", 1, MOST_NAMES);
        }
        return new Names(subjects.stream()
                .distinct()
                .map(directory::person)
                .flatMap(Optional::stream)
                .map(person -> new PersonName(person.subject(), person.name(), person.unit()))
                .toList());
    }

    /** Everybody whom the office filed as a CSV file, as it is imported; who was only seen at a sign-in is not filed by the way. */
    @GET
    @Path("/export")
    @Produces("text/csv")
    @RolesAllowed({Roles.ADMIN, Roles.OFFICE_LEADER, Roles.AUDITOR})
    @APIResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
    public Uni<Response> export() {
        caller.requireOffice();
        return store.everybody()
                .map(all -> Response.ok(Csv.table(
                                COLUMNS,
                                all.stream()
                                        .filter(Person::filed)
                                        .map(PeopleResource::cells)
                                        .toList()))
                        .type("text/csv; charset=UTF-8")
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"people.csv\"")
                        .build());
    }

    /** One person. */
    @GET
    @Path("/{subject}")
    @Authenticated
    @APIResponseSchema(value = Person.class, responseCode = "200")
    public Uni<Response> get(@PathParam("subject") String subject) {
        return store.find(subject).map(found -> {
            if (!caller.isOfOffice() && !caller.subject().equals(subject)) {
                caller.requireUnit(found.item().unit());
            }
            return Command.ok(found.item(), found.version());
        });
    }

    /** Files a person. */
    @PUT
    @Path("/{subject}")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = Person.class, responseCode = "200")
    @APIResponse(
            responseCode = "201",
            description = "新增 Made",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Person.class)))
    public Uni<Response> put(
            @PathParam("subject") @Size(max = 200) @Pattern(regexp = FreeText.PLAIN) String subject,
            @NotNull @Valid PersonBody body) {
        return people.put(body.person(subject, today()), command.now())
                .map(person -> person.version() == 0
                        ? Command.created(address(subject), person.item(), person.version())
                        : Command.ok(person.item(), person.version()));
    }

    /** The caller has signed in: the directory follows what the token says. */
    @PUT
    @Path("/me")
    @Authenticated
    @APIResponseSchema(value = Person.class, responseCode = "200")
    @APIResponse(responseCode = "204", description = "没有角色，不列入名录 No roles, not in the directory")
    public Uni<Response> signedIn(@Valid SignInBody body) {
        var roles = People.ROLES.stream().filter(caller::has).sorted().toList();
        var level = roles.contains(Roles.UNIT_LEADER) ? caller.level() : null;
        return people.signedIn(new Person.SignIn(caller.subject(), name(body), roles, caller.unit(), level))
                .map(person -> person == null
                        ? Response.noContent().build()
                        : Response.ok(person).build());
    }

    /** Takes a CSV file whole, or says line by line what is wrong with it. */
    @POST
    @Path("/import")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<ImportReport> importCsv(@NotNull String csv) {
        return people.importCsv(csv, command.now().actor());
    }

    /** Subjects are what the provider makes of them, not all of them fit to stand in an address. */
    private static String address(String subject) {
        return UriBuilder.fromPath("/api/v1/people/{subject}").build(subject).toString();
    }

    /** The provider's word counts before what the page knows of it. */
    private String name(SignInBody body) {
        Object claimed = identity.getPrincipal() instanceof JsonWebToken token ? token.getClaim("name") : null;
        String name = claimed != null ? claimed.toString() : body == null ? null : body.name();
        return name == null || name.isBlank()
                ? null
                : name.strip().substring(0, Math.min(name.strip().length(), LONGEST_NAME));
    }

    private LocalDate today() {
        return ShanghaiTime.day(clock.instant());
    }

    private static List<Object> cells(Person person) {
        return Arrays.asList(
                person.subject(),
                person.name(),
                String.join(";", person.roles()),
                person.unit(),
                person.phone(),
                person.level(),
                person.validFrom(),
                person.validTo());
    }

    /** Names of people. */
    public record Names(List<PersonName> items) {}

    /** What somebody is called, and of which unit. */
    public record PersonName(String subject, String name, String unit) {}

    /** What a desk knows of the person beside the token. */
    public record SignInBody(
            @Size(max = LONGEST_NAME) @Pattern(regexp = FreeText.PLAIN)
            String name) {}

    /** A person as the office files them. */
    public record PersonBody(
            @NotBlank @Size(max = LONGEST_NAME) @Pattern(regexp = FreeText.PLAIN)
            String name,

            @NotEmpty @Size(max = 20) List<@NotBlank String> roles,
            String unit,
            @Pattern(regexp = People.PHONE) String phone,
            SignOffLevel level,
            LocalDate validFrom,
            LocalDate validTo)
            implements Checked {
        @Override
        public void check(Violations violations) {
            var named = roles == null ? List.<String>of() : roles;
            violations
                    .unless(People.ROLES.containsAll(named), "roles", "violation.person-role")
                    .unless(unit != null || Collections.disjoint(Roles.OF_UNITS, named), "unit", "violation.required")
                    .unless(level == null || named.contains(Roles.UNIT_LEADER), "level", "violation.Null")
                    .unless(
                            validTo == null || validFrom == null || !validTo.isBefore(validFrom),
                            "validTo",
                            "violation.person-period");
        }

        Person person(String subject, LocalDate today) {
            LocalDate from =
                    validFrom != null ? validFrom : validTo != null && validTo.isBefore(today) ? validTo : today;
            return People.filed(
                    subject, name.strip(), roles.stream().distinct().toList(), unit, phone, level, from, validTo);
        }
    }
}
