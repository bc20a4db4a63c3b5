package org.hotline12345.assessment.period;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.period.model.ReportingCalendar;
import org.hotline12345.assessment.period.model.ReportingRule;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;

/** Reporting periods of the city's own (上报周期): some report Friday to Thursday, or the 26th to the 25th. */
@Path("/api/v1/reporting-calendars")
@Tag(name = "indicators")
@Produces(MediaType.APPLICATION_JSON)
public class ReportingCalendarResource {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final List<String> OTHER_STEPS = List.of("month", "week");
    private static final Pattern NAME = Pattern.compile("(?!.*\\.\\.)[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,39}");
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2200;
    private static final int MOST_YEARS = 30;
    private static final int MOST_PERIODS = 2000;

    private final ReportingPeriods periods;
    private final Caller caller;
    private final Command command;

    public ReportingCalendarResource(ReportingPeriods periods, Caller caller, Command command) {
        this.command = command;
        this.periods = periods;
        this.caller = caller;
    }

    /** A name in both languages. */
    public record CalendarName(
            @NotBlank @Size(max = 100) String zh,
            @NotBlank @Size(max = 100) String en) {}

    public record NamedPeriod(
            @NotBlank String name,
            @NotNull LocalDate first,
            @NotNull LocalDate last) {}

    /**
     * A rule that makes the periods.
     *
     * @param weekday Of weeks: on which day they begin.
     * @param dayOfMonth Of months: on which day, 2 to 28, of the month before they begin.
     * @param names How they are called; {@code {year}} and {@code {number}} stand in it.
     */
    public record CalendarRule(
            @NotNull ReportingRule.Every every,
            DayOfWeek weekday,
            Integer dayOfMonth,
            @NotNull Integer fromYear,
            @NotNull Integer toYear,
            @NotBlank @Size(max = 40) String names) {}

    /**
     * A calendar.
     *
     * @param rule the rule that makes them.
     */
    public record CalendarInput(
            @NotNull @Valid CalendarName name,
            List<@NotNull @Valid NamedPeriod> periods,
            @Valid CalendarRule rule) {}

    /** A calendar as it is stored. */
    public record CalendarView(
            String id,
            Text name,
            int version,
            List<ReportingCalendar.Named> periods,
            OffsetDateTime storedAt,
            String storedBy) {
        static CalendarView of(ReportingCalendarStore.Stored stored) {
            var calendar = stored.calendar();
            return new CalendarView(
                    calendar.id(),
                    calendar.name(),
                    stored.version(),
                    calendar.periods(),
                    stored.storedAt(),
                    stored.storedBy());
        }
    }

    @GET
    @RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.SUPERVISOR, Roles.UNIT_LEADER, Roles.ADMIN})
    public Uni<Page<CalendarView>> all() {
        return periods.all()
                .map(all -> new Page<>(all.stream().map(CalendarView::of).toList(), null));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = CalendarView.class, responseCode = "200")
    public Uni<Response> put(@PathParam("id") String id, @NotNull @Valid CalendarInput input) {
        return periods.put(calendar(id, input), command.ifMatch(), caller.subject())
                .map(stored -> Command.ok(CalendarView.of(stored), stored.version()));
    }

    private static ReportingCalendar calendar(String id, CalendarInput input) {
        if (!ID.matcher(id).matches() || OTHER_STEPS.contains(id)) {
            throw Problem.invalid("id", "violation.rule-set.id", id);
        }
        boolean listed = input.periods() != null && !input.periods().isEmpty();
        if (listed == (input.rule() != null)) {
            throw Problem.invalid("periods", "violation.reporting-period.basis");
        }
        var made = listed
                ? input.periods().stream()
                        .map(p -> new ReportingCalendar.Named(p.name(), p.first(), p.last()))
                        .toList()
                : rule(input.rule()).periods();
        var calendar = new ReportingCalendar(
                id, new Text(input.name().zh(), input.name().en()), made);
        check(calendar);
        return calendar;
    }

    private static ReportingRule rule(CalendarRule rule) {
        if (rule.fromYear() < FIRST_YEAR || rule.fromYear() > LAST_YEAR) {
            throw Problem.invalid("rule.fromYear", "violation.range", FIRST_YEAR, LAST_YEAR);
        }
        if (rule.toYear() < rule.fromYear() || rule.toYear() >= rule.fromYear() + MOST_YEARS) {
            throw Problem.invalid("rule.toYear", "violation.range", rule.fromYear(), rule.fromYear() + MOST_YEARS - 1);
        }
        boolean weeks = rule.every() == ReportingRule.Every.WEEK;
        if (weeks && rule.weekday() == null) {
            throw Problem.invalid("rule.weekday", "violation.required");
        }
        if (!weeks && (rule.dayOfMonth() == null || rule.dayOfMonth() < 2 || rule.dayOfMonth() > 28)) {
            throw Problem.invalid("rule.dayOfMonth", "violation.range", 2, 28);
        }
        return new ReportingRule(
                rule.every(), rule.weekday(), rule.dayOfMonth(), rule.fromYear(), rule.toYear(), rule.names());
    }

    private static void check(ReportingCalendar calendar) {
        if (calendar.periods().size() > MOST_PERIODS) {
            throw Problem.invalid("periods", "violation.Max", MOST_PERIODS);
        }
        calendar.periods().stream()
                .filter(period -> !isName(period.name()))
                .findFirst()
                .ifPresent(period -> {
                    throw Problem.invalid("periods", "violation.reporting-period.name", period.name());
                });
        int out = calendar.firstOutOfPlace();
        if (out >= 0) {
            throw Problem.invalid("periods[" + out + "]", "violation.reporting-period.gap");
        }
        if (calendar.periods().get(0).first().getYear() < FIRST_YEAR - 1
                || calendar.periods().get(calendar.periods().size() - 1).last().getYear() > LAST_YEAR) {
            throw Problem.invalid("periods", "violation.period");
        }
    }

    /** Whether it can be a name: no other form of a period, and nothing that means something in addresses. */
    private static boolean isName(String text) {
        if (!NAME.matcher(text).matches()) {
            return false;
        }
        try {
            Period.parse(text);
            return false;
        } catch (IllegalArgumentException aName) {
            return true;
        }
    }
}
