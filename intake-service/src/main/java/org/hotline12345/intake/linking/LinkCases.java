package org.hotline12345.intake.linking;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.intake.cases.CaseActions;
import org.hotline12345.intake.cases.CaseCommands;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.cases.model.CaseAction;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.linking.model.LinkRule;
import org.hotline12345.intake.linking.model.LinkState;

/**
 * A case that says nothing new since an earlier one was answered is linked to it (已答复且无新的事实): somebody proposes, somebody else
 * decides. Accepted, the case is not accepted and the citizen is told that the answer stands; refused, it goes its way.
 */
@ApplicationScoped
public class LinkCases {
    /** The proposer wants to be the second reader too. */
    public static final ProblemType SECOND_READER = new ProblemType("second-reader-is-another", 403);

    private static final String COLUMNS = """
            l.link_id, l.case_id, c.case_number, c.title, l.earlier_case_id, e.case_number as earlier_case_number,
              e.title as earlier_title, l.reason, l.state, l.proposed_by, l.proposed_at, l.decided_by, l.decided_at, l.said
            from case_link l
            join hotline_case c on c.case_id = l.case_id
            join hotline_case e on e.case_id = l.earlier_case_id
            """;

    private static final String BOTH = """
            select c.case_id, c.contactable, c.citizen_ref, %s as status
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            where c.case_id in ($1, $2)
            """.formatted(Cases.STATUS);

    private static final String PROPOSE = """
            insert into case_link (link_id, case_id, earlier_case_id, reason, state, proposed_by, proposed_at)
            values ($1, $2, $3, $4, 'PROPOSED', $5, $6)
            on conflict (case_id) where state = 'PROPOSED' do nothing
            """;

    private static final String ONE = "select " + COLUMNS + "where l.link_id = $1\n";

    private static final String LOCK = """
            select l.case_id, l.earlier_case_id, e.case_number as earlier_case_number, l.state, l.proposed_by
            from case_link l
            join hotline_case e on e.case_id = l.earlier_case_id
            where l.link_id = $1
            for update of l
            """;

    private static final String DECIDE = """
            update case_link
            set state = $2,
                decided_by = $3,
                decided_at = $4,
                said = $5
            where link_id = $1
            """;

    private static final String LIST = "select l.link_id as id, " + COLUMNS
            + """
            where l.state = $4
              and ($5::uuid is null or l.case_id = $5)
              and ($1::timestamptz is null or (l.proposed_at, l.link_id) > ($1, $2::uuid))
              and %s
              and %s
            order by l.proposed_at, l.link_id
            limit $3
            """.formatted(HiddenCases.seen("l.case_id", "$6"), HiddenCases.seen("l.earlier_case_id", "$6"));

    private final Idempotency idempotency;
    private final CaseCommands cases;
    private final Caller caller;
    private final CaseSight sight;
    private final Pool pool;
    private final Clock clock;
    private final Function<Row, LinkView> views;

    public LinkCases(
            Idempotency idempotency, CaseCommands cases, Caller caller, CaseSight sight, Pool pool, Clock clock) {
        this.idempotency = idempotency;
        this.cases = cases;
        this.caller = caller;
        this.sight = sight;
        this.pool = pool;
        this.clock = clock;
        this.views = LinkView.reader(caller);
    }

    /** Proposes the link; 409 once a unit has taken the case, or while another proposal waits. */
    public Uni<Response> propose(Object body, UUID caseId, UUID earlierCaseId, String reason) {
        String who = caller.subject();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return idempotency.run(
                body,
                session -> judge(session, caseId, earlierCaseId).chain(() -> {
                    UUID link = UuidV7.next();
                    return Sql.on(session)
                            .update(PROPOSE, link, caseId, earlierCaseId, Masking.mask(reason), who, at)
                            .invoke(made -> {
                                if (made == 0) {
                                    throw Problem.wrongState("LINK_PROPOSED", List.of());
                                }
                            })
                            .chain(() -> one(session, link))
                            .map(view -> Response.status(Response.Status.CREATED)
                                    .header("Location", "/api/v1/links/" + link)
                                    .entity(view)
                                    .build());
                }));
    }

    private Uni<Void> judge(Mutiny.Session session, UUID caseId, UUID earlierCaseId) {
        var sql = Sql.on(session);
        return sight.hidden(session, List.of(earlierCaseId))
                .chain(hidden -> sql.select(BOTH, caseId, hidden.isEmpty() ? earlierCaseId : null))
                .invoke(rows -> {
                    Row own = find(rows, caseId);
                    Row earlier = find(rows, earlierCaseId);
                    if (own == null) {
                        throw Problem.notFound();
                    }
                    if (earlier == null) {
                        throw Problem.invalid("earlierCaseId", "violation.intake.unknown-case");
                    }
                    var status = CaseStatus.valueOf(own.getString("status"));
                    CaseActions.TABLE.require(CaseAction.LINK, status);
                    LinkableCases.enforce(
                            "earlierCaseId",
                            LinkRule.judge(
                                    CaseStatus.valueOf(earlier.getString("status")),
                                    caseId.equals(earlierCaseId),
                                    own.getBoolean("contactable") && earlier.getBoolean("contactable"),
                                    own.getUUID("citizen_ref").equals(earlier.getUUID("citizen_ref"))));
                })
                .replaceWithVoid();
    }

    private static Row find(List<Row> rows, UUID caseId) {
        return rows.stream()
                .filter(row -> row.getUUID("case_id").equals(caseId))
                .findFirst()
                .orElse(null);
    }

    /**
     * Decides as the second reader; 403 for the proposer, 409 when decided before, or when a unit was faster.
     *
     * @param said what the citizen is told when accepted; a note for the proposer when refused
     */
    public Uni<Response> decide(Object body, UUID linkId, boolean accepted, String said) {
        String who = caller.subject();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String words = accepted ? Masking.official(said) : Masking.mask(said);
        return idempotency.run(
                body,
                session -> Sql.on(session)
                        .first(LOCK, linkId)
                        .call(row -> requireSeen(session, row))
                        .chain(row -> {
                            if (!row.getString("state").equals(LinkState.PROPOSED.name())) {
                                throw Problem.wrongState(row.getString("state"), List.of());
                            }
                            if (!LinkRule.mayDecide(row.getString("proposed_by"), who)) {
                                throw Problem.of(SECOND_READER);
                            }
                            Uni<Void> refused = accepted
                                    ? cases.nothingNew(
                                            session,
                                            row.getUUID("case_id"),
                                            new CaseCommands.Earlier(
                                                    row.getUUID("earlier_case_id"),
                                                    row.getString("earlier_case_number")),
                                            words,
                                            at,
                                            who)
                                    : Uni.createFrom().voidItem();
                            return refused.chain(() -> Sql.on(session)
                                            .update(
                                                    DECIDE,
                                                    linkId,
                                                    accepted ? LinkState.ACCEPTED : LinkState.REFUSED,
                                                    who,
                                                    at,
                                                    words))
                                    .chain(() -> one(session, linkId))
                                    .map(view -> Response.ok(view).build());
                        }));
    }

    /** 404 unless there is such a link, and the caller may see both of its cases. */
    private Uni<Void> requireSeen(Mutiny.Session session, Row link) {
        if (link == null) {
            throw Problem.notFound();
        }
        return sight.require(session, List.of(link.getUUID("case_id"), link.getUUID("earlier_case_id")));
    }

    /** Links in this state, the longest waiting first. */
    public Uni<Page<LinkView>> list(LinkState state, UUID caseId, PageRequest page) {
        return Sql.on(pool).page(LIST, "proposed_at", page, views, state, caseId, caller.unitAndAbove());
    }

    private Uni<LinkView> one(Mutiny.Session session, UUID linkId) {
        return Sql.on(session).first(ONE, linkId).map(views);
    }
}
