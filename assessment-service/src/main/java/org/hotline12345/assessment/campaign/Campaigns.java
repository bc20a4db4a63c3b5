package org.hotline12345.assessment.campaign;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.campaign.model.Plan;
import org.hotline12345.assessment.campaign.model.Plan.Batch;
import org.hotline12345.assessment.campaign.model.Progress;
import org.hotline12345.assessment.hotissue.ReadIssues;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.rest.ETags;

/** Campaigns (专项整治) on confirmed issues; how far they are follows from the facts of the cases, nobody reports it. */
@ApplicationScoped
public class Campaigns {
    private static final String COLUMNS = """
            select
              campaign_id,
              issue_id,
              name,
              goal,
              lead_unit,
              starts_on,
              ends_on,
              target,
              state,
              opened_by,
              opened_at,
              closed_by,
              closed_at,
              closing_note,
              version
            from campaign
            """;

    private static final String ONE = COLUMNS + """
            where campaign_id = $1
            """;

    private static final String LIST = COLUMNS + """
            where ($1::text is null or state = $1)
              and (
                $2::uuid is null
                or issue_id = $2
                or issue_id in (select group_id from hot_issue_merged where into_id = $2))
              and ($3::timestamptz is null or (opened_at, campaign_id) < ($3::timestamptz, $4::uuid))
            order by opened_at desc, campaign_id desc
            limit $5
            """;

    private static final String BATCHES = """
            select
              campaign_id,
              name,
              units,
              starts_on,
              ends_on,
              target
            from campaign_batch
            where campaign_id = any($1::uuid[])
            order by campaign_id, number
            """;

    private static final String OPEN = """
            insert into campaign (
              campaign_id,
              issue_id,
              name,
              goal,
              lead_unit,
              starts_on,
              ends_on,
              target,
              state,
              opened_by,
              opened_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'OPEN', $9, $10)
            on conflict (issue_id) where state = 'OPEN' do nothing
            """;

    private static final String SAVE_BATCH = """
            insert into campaign_batch (
              campaign_id,
              number,
              name,
              units,
              starts_on,
              ends_on,
              target)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    private static final String DROP_BATCHES = """
            delete from campaign_batch
            where campaign_id = $1
            """;

    private static final String REPLAN = """
            update campaign
            set starts_on = $2,
                ends_on = $3,
                target = $4,
                version = version + 1
            where campaign_id = $1
            """;

    private static final String CLOSE = """
            update campaign
            set state = 'CLOSED',
                closed_by = $2,
                closed_at = $3,
                closing_note = $4,
                version = version + 1
            where campaign_id = $1
            """;

    /** Of each campaign the issue it is on now, which may have become part of another one. */
    private static final String ISSUES = """
            select
              campaign.campaign_id,
              issue.group_id,
              issue.name
            from campaign
            left join hot_issue_merged merged
              on merged.group_id = campaign.issue_id
            left join case_group issue
              on issue.group_id = coalesce(merged.into_id, campaign.issue_id)
            where campaign.campaign_id = any($1::uuid[])
            """;

    private static final String FACTS = """
            select
              asked.campaign_id,
              case_fact.unit,
              count(*) as cases,
              count(*) filter (where latest.finished_at is not null) as finished,
              count(*) filter (where latest.finished_at is not null and latest.disposition = 'RESOLVED') as resolved,
              count(*) filter (where latest.finished_at is null and latest.due_at < $3) as overdue
            from unnest($1::uuid[], $2::uuid[]) as asked (campaign_id, issue_id)
            join case_group_member member
              on member.group_id = asked.issue_id
            left join case_fact
              on case_fact.case_id = member.case_id
            left join lateral (
              select
                finished_at,
                disposition,
                due_at
              from round_fact
              where round_fact.case_id = member.case_id
              order by dispatched_at desc, work_order_id
              limit 1) latest
              on true
            group by asked.campaign_id, case_fact.unit
            """;

    private final Pool pool;
    private final Transactions transactions;
    private final ReadIssues issues;
    private final OfficeCopy office;
    private final Clock clock;

    Campaigns(Pool pool, Transactions transactions, ReadIssues issues, OfficeCopy office, Clock clock) {
        this.pool = pool;
        this.transactions = transactions;
        this.issues = issues;
        this.office = office;
        this.clock = clock;
    }

    /** How far a campaign is. */
    public enum State {
        /** It is carried out. */
        OPEN,
        /** It has ended. */
        CLOSED
    }

    /** A campaign. */
    public record Campaign(
            UUID id,
            UUID issueId,
            String name,
            String goal,
            String leadUnit,
            Plan plan,
            State state,
            String openedBy,
            Instant openedAt,
            String closedBy,
            Instant closedAt,
            String closingNote,
            int version) {}

    /** A campaign to be opened. */
    public record Opening(UUID issueId, String name, String goal, String leadUnit, Plan plan) {}

    /**
     * A campaign and how far it is.
     *
     * @param issueId The issue it is on now. May be null: there is none any more.
     * @param issueName Its name. May be null.
     * @param total All cases.
     * @param batches The cases of each batch.
     */
    public record Status(Campaign campaign, UUID issueId, String issueName, Progress total, List<Progress> batches) {}

    /** Opens a campaign on a confirmed issue, in the transaction of the session; one at a time. */
    public Uni<Status> open(Mutiny.Session session, Opening opening, String by) {
        refuseFaults(opening.plan(), opening.leadUnit());
        var sql = Sql.on(session);
        UUID id = UuidV7.next();
        return issues.find(sql, opening.issueId())
                .onFailure(Problem.class)
                .transform(e -> Problem.invalid("issueId", "violation.post.issue"))
                .invoke(issue -> {
                    if (issue.state() != ReadIssues.State.CONFIRMED) {
                        throw Problem.wrongState(issue.state().name(), List.of("confirmation"));
                    }
                })
                .chain(issue -> sql.update(
                        OPEN,
                        id,
                        issue.id(),
                        opening.name(),
                        opening.goal(),
                        opening.leadUnit(),
                        opening.plan().from(),
                        opening.plan().to(),
                        opening.plan().target(),
                        by,
                        clock.instant()))
                .invoke(opened -> {
                    if (opened == 0) {
                        throw Problem.of(ProblemType.ALREADY_EXISTS);
                    }
                })
                .chain(() -> saveBatches(sql, id, opening.plan().batches()))
                .chain(() -> status(sql, id));
    }

    /** Gives an open campaign another plan. */
    public Uni<Status> replan(UUID id, Plan plan, String ifMatch) {
        refuseFaults(plan, null);
        return changing(
                id,
                ifMatch,
                sql -> sql.update(REPLAN, id, plan.from(), plan.to(), plan.target())
                        .chain(() -> sql.update(DROP_BATCHES, id))
                        .chain(() -> saveBatches(sql, id, plan.batches())));
    }

    /** Ends a campaign. */
    public Uni<Status> close(UUID id, String note, String by, String ifMatch) {
        return changing(
                id,
                ifMatch,
                sql -> sql.update(CLOSE, id, by, clock.instant(), note).replaceWithVoid());
    }

    /** A campaign and how far it is. */
    public Uni<Status> status(UUID id) {
        return status(Sql.on(pool), id);
    }

    /** A page of campaigns and how far they are, the latest first. */
    public Uni<Page<Status>> list(State state, UUID issue, PageRequest page) {
        Cursor cursor = page.cursor();
        var sql = Sql.on(pool);
        return sql.select(
                        LIST,
                        state,
                        issue,
                        cursor == null ? null : cursor.time(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.limit() + 1)
                .chain(rows -> statuses(sql, rows))
                .map(found -> Page.of(
                        found,
                        page.limit(),
                        status -> Cursor.encode(
                                status.campaign().openedAt(), status.campaign().id())));
    }

    private interface Change {
        Uni<Void> on(Sql sql);
    }

    private Uni<Status> changing(UUID id, String ifMatch, Change change) {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return sql.first(ONE + "for update\n", id)
                    .invoke(row -> {
                        if (row == null) {
                            throw Problem.notFound();
                        }
                        ETags.check(ifMatch, row.getInteger(14));
                        if (!State.OPEN.name().equals(row.getString(8))) {
                            throw Problem.wrongState(row.getString(8), List.of());
                        }
                    })
                    .chain(() -> change.on(sql))
                    .chain(() -> status(sql, id));
        });
    }

    private void refuseFaults(Plan plan, String leadUnit) {
        var violations = new ArrayList<Violation>();
        plan.faults().forEach(fault -> violations.add(new Violation(fault.field(), fault.message())));
        if (leadUnit != null && office.unit(leadUnit).isEmpty()) {
            violations.add(new Violation("leadUnit", "violation.campaign.unit"));
        }
        for (int i = 0; i < plan.batches().size(); i++) {
            for (String unit : plan.batches().get(i).units()) {
                if (office.unit(unit).isEmpty()) {
                    violations.add(new Violation("batches[" + i + "].units", "violation.campaign.unit"));
                }
            }
        }
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
    }

    private static Uni<Void> saveBatches(Sql sql, UUID id, List<Batch> batches) {
        Uni<Void> saved = Uni.createFrom().voidItem();
        for (int i = 0; i < batches.size(); i++) {
            Batch batch = batches.get(i);
            int number = i + 1;
            saved = saved.chain(() -> sql.update(
                            SAVE_BATCH,
                            id,
                            number,
                            batch.name(),
                            batch.units().toArray(String[]::new),
                            batch.from(),
                            batch.to(),
                            batch.target()))
                    .replaceWithVoid();
        }
        return saved;
    }

    private Uni<Status> status(Sql sql, UUID id) {
        return sql.first(ONE, id)
                .invoke(row -> {
                    if (row == null) {
                        throw Problem.notFound();
                    }
                })
                .chain(row -> statuses(sql, List.of(row)))
                .map(found -> found.get(0));
    }

    private Uni<List<Status>> statuses(Sql sql, List<Row> campaigns) {
        return withBatches(sql, campaigns)
                .chain(found -> sql.select(ISSUES, (Object)
                                found.stream().map(Campaign::id).toArray(UUID[]::new))
                        .chain(issues -> sql.select(
                                        FACTS,
                                        issues.stream()
                                                .map(row -> row.getUUID(0))
                                                .toArray(UUID[]::new),
                                        issues.stream()
                                                .map(row -> row.getUUID(1))
                                                .toArray(UUID[]::new),
                                        clock.instant())
                                .map(facts -> found.stream()
                                        .map(campaign -> status(campaign, of(campaign, issues), of(campaign, facts)))
                                        .toList())));
    }

    private static List<Row> of(Campaign campaign, List<Row> rows) {
        return rows.stream().filter(row -> row.getUUID(0).equals(campaign.id())).toList();
    }

    private static Status status(Campaign campaign, List<Row> issue, List<Row> facts) {
        Progress total = Progress.NONE;
        var batches = new Progress[campaign.plan().batches().size()];
        Arrays.fill(batches, Progress.NONE);
        for (Row row : facts) {
            var counted = new Progress(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
            total = total.plus(counted);
            int batch = campaign.plan().batchOf(row.getString(1));
            if (batch > 0) {
                batches[batch - 1] = batches[batch - 1].plus(counted);
            }
        }
        return new Status(campaign, issue.get(0).getUUID(1), issue.get(0).getString(2), total, List.of(batches));
    }

    private static Uni<List<Campaign>> withBatches(Sql sql, List<Row> campaigns) {
        return sql.select(BATCHES, (Object)
                        campaigns.stream().map(row -> row.getUUID(0)).toArray(UUID[]::new))
                .map(rows -> campaigns.stream()
                        .map(row -> campaign(
                                row,
                                rows.stream()
                                        .filter(batch -> batch.getUUID(0).equals(row.getUUID(0)))
                                        .map(Campaigns::batch)
                                        .toList()))
                        .toList());
    }

    private static Batch batch(Row row) {
        return new Batch(
                row.getString(1),
                Arrays.asList((String[]) row.getValue(2)),
                row.getLocalDate(3),
                row.getLocalDate(4),
                row.getBigDecimal(5));
    }

    private static Campaign campaign(Row row, List<Batch> batches) {
        LocalDate from = row.getLocalDate(5);
        BigDecimal target = row.getBigDecimal(7);
        var closedAt = row.getOffsetDateTime(12);
        return new Campaign(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                new Plan(from, row.getLocalDate(6), target, batches),
                State.valueOf(row.getString(8)),
                row.getString(9),
                row.getOffsetDateTime(10).toInstant(),
                row.getString(11),
                closedAt == null ? null : closedAt.toInstant(),
                row.getString(13),
                row.getInteger(14));
    }
}
