package org.hotline12345.followup.regulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.validator.constraints.Range;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.HalfDay;
import org.hotline12345.followup.calendar.HolidayFile;
import org.hotline12345.followup.calendar.model.CalendarYear;
import org.hotline12345.followup.calendar.model.NoticeText;
import org.hotline12345.followup.calendar.model.SourcedDay;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.regulation.CalendarInput.DayInput;
import org.hotline12345.followup.regulation.CalendarInput.LocalDaysInput;
import org.hotline12345.followup.regulation.CalendarInput.YearInput;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The working-day calendar, a year at a time. */
@Path("/api/v1/calendars/{year}")
public class CalendarResource {
    private static final Logger LOG = Logger.getLogger(CalendarResource.class);
    private static final int MAX_NOTICE = 20_000;
    private static final String ASYNCHRONOUS = "respond-async";

    /**
     * A day of the place's own, as it stands.
     *
     * @param workday Whether the office works.
     * @param off The half of a working day on which the office is closed. May be null.
     * @param source The decision that says so.
     */
    public record LocalDayView(LocalDate date, String name, boolean workday, HalfDay off, String source) {}

    /**
     * A year as it stands.
     *
     * @param source Where the notice stands; empty without a notice.
     * @param provisional True while there is no notice.
     * @param revision Revision of the whole calendar.
     * @param days The exceptions to Monday-to-Friday by the notice.
     * @param localDays The place's own days, which prevail.
     */
    public record YearView(
            int year,
            String source,
            boolean provisional,
            long revision,
            List<CalendarDay> days,
            List<LocalDayView> localDays) {}

    /**
     * A year as it stands after a change.
     *
     * @param recomputed How many open deadlines were looked at.
     * @param moved How many of them moved.
     * @param recalculation The run that looks at them, see {@code /recalculations}; null where nothing was to do.
     */
    public record ChangedView(
            int year,
            String source,
            boolean provisional,
            long revision,
            List<CalendarDay> days,
            List<LocalDayView> localDays,
            int recomputed,
            int moved,
            Recalculation recalculation) {}

    /**
     * A notice as it was understood; nothing is stored.
     *
     * @param source Where the notice stands.
     * @param days The exceptions to Monday-to-Friday.
     */
    @Schema(name = "HolidayNotice")
    public record NoticeView(int year, String source, List<CalendarDay> days) {}

    private final OfficeQueries book;
    private final EventJson json;
    private final ChangeCalendar change;
    private final RecalculateDeadlines recalculate;
    private final Caller caller;

    public CalendarResource(
            OfficeQueries book,
            EventJson json,
            ChangeCalendar change,
            RecalculateDeadlines recalculate,
            Caller caller) {
        this.book = book;
        this.json = json;
        this.change = change;
        this.recalculate = recalculate;
        this.caller = caller;
    }

    /** The exceptions of a year; a year without a notice is provisional. */
    @GET
    @Authenticated
    public Uni<YearView> get(@RestPath int year) {
        return book.now().map(office -> {
            CalendarYear known = office.calendar().known(year);
            return new YearView(
                    year,
                    known.source(),
                    known.provisional(),
                    office.calendar().revision(),
                    known.days(),
                    localDays(known));
        });
    }

    /**
     * Puts a year's notice in force and moves the open deadlines. Answers when they are moved; with {@code Prefer: respond-async} at
     * once, 202, with the address of the run. A run that is stopped goes on by itself.
     */
    @PUT
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChangedView.class)))
    @APIResponse(
            responseCode = "202",
            description = "The year is in force and the open deadlines are being moved",
            headers =
                    @Header(
                            name = "Location",
                            description = "The run, see /recalculations",
                            schema = @Schema(type = SchemaType.STRING)))
    @RolesAllowed(Roles.ADMIN)
    public Uni<Response> put(
            @RestPath @Range(min = 1949, max = 2999, message = "{violation.range}") int year,
            @HeaderParam("Prefer") String prefer,
            @NotNull @Valid YearInput input) {
        if (input.year() != null && input.year() != year) {
            throw otherYear(year);
        }
        String source = input.source() == null ? "" : input.source().strip();
        List<CalendarDay> days = CalendarInput.noticed(year, input.days());
        return apply(year, before -> before.byNotice(source, days), prefer);
    }

    /** Replaces the place's own days of a year: local holidays, half days off, days closed by a storm. */
    @PUT
    @Path("/local-days")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChangedView.class)))
    @APIResponse(
            responseCode = "202",
            description = "The year is in force and the open deadlines are being moved",
            headers =
                    @Header(
                            name = "Location",
                            description = "The run, see /recalculations",
                            schema = @Schema(type = SchemaType.STRING)))
    @RolesAllowed(Roles.ADMIN)
    public Uni<Response> putLocalDays(
            @RestPath @Range(min = 1949, max = 2999, message = "{violation.range}") int year,
            @HeaderParam("Prefer") String prefer,
            @NotNull @Valid LocalDaysInput input) {
        List<SourcedDay> days = CalendarInput.local(year, input.days());
        return apply(year, before -> before.withLocalDays(days), prefer);
    }

    /**
     * Reads the text of the State Council's notice. Nothing is stored: whoever read it over puts the answer to this year's address.
     *
     * @param source where the notice stands
     */
    @POST
    @Path("/notice")
    @Consumes(MediaType.TEXT_PLAIN)
    @RolesAllowed(Roles.ADMIN)
    public NoticeView readText(
            @RestPath @Range(min = 1949, max = 2999, message = "{violation.range}") int year,
            @RestQuery String source,
            @Words(max = MAX_NOTICE) String text) {
        try {
            return notice(year, source == null ? "" : source, NoticeText.read(year, text));
        } catch (NoticeText.Unreadable e) {
            throw Problem.invalid("text", e.key(), e.values());
        }
    }

    /** Reads a file of the holiday-cn project; nothing is stored. */
    @POST
    @Path("/notice")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    public NoticeView readFile(
            @RestPath @Range(min = 1949, max = 2999, message = "{violation.range}") int year,
            @RestQuery String source,
            String text) {
        try {
            HolidayFile file = HolidayFile.of(json.mapper().readTree(text == null ? "" : text));
            if (file.year() != year) {
                throw otherYear(year);
            }
            return notice(year, source == null ? file.source() : source, file.days());
        } catch (JsonProcessingException | DateTimeException e) {
            throw Problem.invalid("text", "violation.calendar.notice.nothing", String.valueOf(year));
        }
    }

    private static NoticeView notice(int year, String source, List<CalendarDay> found) {
        List<DayInput> days = found.stream()
                .map(day -> new DayInput(day.date(), day.name(), day.workday()))
                .toList();
        return new NoticeView(year, source, CalendarInput.noticed(year, days));
    }

    private Uni<Response> apply(int year, UnaryOperator<CalendarYear> wanted, String prefer) {
        return change.change(year, wanted, caller.subject()).chain(changed -> {
            if (changed.run() == null) {
                return Uni.createFrom().item(Response.ok(view(changed, null)).build());
            }
            // the calendar is changed, whatever becomes of the run
            Uni<Response> whole = recalculate
                    .toPresentCalendar(changed.run())
                    .map(done -> Response.ok(view(changed, done)).build())
                    .onFailure()
                    .invoke(failure -> LOG.warnf("A recalculation stopped, it goes on later: %s", failure))
                    .onFailure()
                    .recoverWithItem(() -> underWay(changed));
            if (prefer != null && prefer.contains(ASYNCHRONOUS)) {
                whole.subscribe().with(done -> LOG.debugf("The work on recalculation %s has ended", changed.run()));
                return Uni.createFrom().item(underWay(changed));
            }
            return whole;
        });
    }

    private static Response underWay(ChangeCalendar.Changed changed) {
        return Response.accepted()
                .location(URI.create("/api/v1/recalculations/" + changed.run()))
                .build();
    }

    private static ChangedView view(ChangeCalendar.Changed changed, Recalculation run) {
        CalendarYear year = changed.year();
        return new ChangedView(
                year.year(),
                year.source(),
                year.provisional(),
                changed.revision(),
                year.days(),
                localDays(year),
                run == null ? 0 : run.looked(),
                run == null ? 0 : run.moved(),
                run);
    }

    private static List<LocalDayView> localDays(CalendarYear year) {
        return year.localDays().stream()
                .map(local -> new LocalDayView(
                        local.day().date(),
                        local.day().name(),
                        local.day().workday(),
                        local.day().off(),
                        local.source()))
                .toList();
    }

    private static Problem otherYear(int year) {
        return Problem.invalid("year", "violation.calendar.otherYear", String.valueOf(year));
    }
}
