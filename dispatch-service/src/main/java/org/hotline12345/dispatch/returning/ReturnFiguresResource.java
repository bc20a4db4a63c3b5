package org.hotline12345.dispatch.returning;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.ReturnReason;

/**
 * Return figures, where dispatchers work: who returns what, why, and how whoever had decided the dispatch was wrong; by the
 * day of the request. The rates by unit stand in assessment's indicators.
 */
@Path("/api/v1")
public class ReturnFiguresResource {
    private static final int LONGEST_DAYS = 3 * 366;
    private final ReturnStore store;
    private final OfficeCopy office;
    private final Caller caller;

    ReturnFiguresResource(ReturnStore store, OfficeCopy office, Caller caller) {
        this.store = store;
        this.office = office;
        this.caller = caller;
    }

    /** The reasons a return may have, for forms. */
    @GET
    @Path("/return-reasons")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Page<Reason> reasons(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String accept) {
        Language language = Language.of(accept);
        return new Page<>(
                Arrays.stream(ReturnReason.values())
                        .map(reason -> new Reason(reason, word(reason, language)))
                        .toList(),
                null);
    }

    /**
     * Figures of the returns asked for from day to day, both inclusive (Asia/Shanghai): a row for each unit, reason, and who or
     * what had decided the dispatch. A unit's leader sees the own unit's.
     */
    @GET
    @Path("/return-figures")
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.UNIT_LEADER})
    public Uni<Page<Figures>> figures(
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("unit") String unit,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String accept) {
        if (from == null) {
            throw Problem.invalid("from", "violation.required");
        }
        if (to == null) {
            throw Problem.invalid("to", "violation.required");
        }
        if (to.isBefore(from) || from.plusDays(LONGEST_DAYS).isBefore(to)) {
            throw Problem.invalid("to", "violation.period", LONGEST_DAYS);
        }
        String wanted = unit;
        if (!caller.isOfOffice(List.of(Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER))) {
            wanted = unit == null ? caller.unit() : unit;
            caller.requireUnit(wanted);
        }
        Language language = Language.of(accept);
        return store.figures(
                        ShanghaiTime.start(from),
                        ShanghaiTime.start(to.plusDays(1)),
                        wanted,
                        caller.unitAndAbove(),
                        code -> office.unit(code).map(UnitInfo::name).orElse(null),
                        reason -> word(reason, language))
                .map(figures -> new Page<>(figures, null));
    }

    private static String english(ReturnReason reason) {
        return switch (reason) {
            case NOT_RESPONSIBLE -> "not the unit's responsibility";
            case OTHER_AREA -> "outside the unit's area";
            case OTHER_LEAD -> "another unit should lead";
            case DUPLICATE -> "repeats another case";
            case UNCLEAR -> "the case is not clear enough to handle";
            case NOT_ACCEPTABLE -> "not for the hotline to accept";
            case OTHER -> "other";
        };
    }

    private static String word(ReturnReason reason, Language language) {
        return Text.in(language, reason.chinese(), english(reason));
    }

    /** A reason and its word. */
    public record Reason(ReturnReason code, String name) {}

    /**
     * Returns of a unit for a reason.
     *
     * @param unit The unit that asked.
     * @param decidedBy What had decided the dispatch.
     * @param modelVersion The router's version that had decided. May be null.
     * @param asked How many were asked for.
     * @param granted How many were granted.
     * @param refused How many were refused.
     * @param waiting How many wait for a ruling.
     * @param overtaken How many orders ended before a ruling, by withdrawal or merge.
     * @param sentBack How many rulings sent the case back to a unit that had returned it.
     */
    @Schema(name = "ReturnFigures")
    public record Figures(
            String unit,
            String unitName,
            ReturnReason reasonCode,
            String reasonName,
            DecidedBy decidedBy,
            String modelVersion,
            long asked,
            long granted,
            long refused,
            long waiting,
            long overtaken,
            long sentBack) {}
}
