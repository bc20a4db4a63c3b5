package org.hotline12345.assessment.campaign;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.campaign.Campaign.State;
import org.hotline12345.assessment.campaign.model.Plan;
import org.hotline12345.assessment.campaign.model.Plan.Batch;
import org.hotline12345.assessment.campaign.model.Progress;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/** Batches of campaigns, and how far campaigns are by the facts of their cases. */
@ApplicationScoped
class CampaignStore {
    private static final String LIST = """
            select *
            from campaign
            where (cast(:state as text) is null or state = :state)
              and (
                cast(:issue as uuid) is null
                or issue_id = :issue
                or issue_id in (select group_id from hot_issue_merged where into_id = :issue))
              and (
                cast(:before as timestamptz) is null
                or (opened_at, campaign_id) < (cast(:before as timestamptz), cast(:id as uuid)))
            order by opened_at desc, campaign_id desc
            limit :most
            """;

    private static final String BATCHES = """
            select
              campaign_id, name, units, starts_on as "from", ends_on as "to", target
            from campaign_batch
            where campaign_id = any($1::uuid[])
            order by campaign_id, number
            """;

    private static final String DROP_BATCHES = """
            delete from campaign_batch
            where campaign_id = $1
            """;

    private static final Table<Numbered> BATCH = new Table<Numbered>("campaign_batch")
            .uuid("campaign_id", Numbered::campaign)
            .number("number", Numbered::number)
            .text("name", numbered -> numbered.batch().name())
            .textArray("units", numbered -> numbered.batch().units())
            .day("starts_on", numbered -> numbered.batch().from())
            .day("ends_on", numbered -> numbered.batch().to())
            .column(
                    "target",
                    "numeric",
                    BigDecimal.class,
                    numbered -> numbered.batch().target());

    /** Of each campaign the issue it is on now, which may have become part of another one. */
    private static final String ISSUES = """
            select
              campaign.campaign_id, issue.group_id, issue.name
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
                finished_at, disposition, due_at
              from round_fact
              where round_fact.case_id = member.case_id
              order by dispatched_at desc, work_order_id
              limit 1) latest
              on true
            group by asked.campaign_id, case_fact.unit
            """;

    private final Transactions transactions;
    private final Clock clock;

    CampaignStore(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A campaign and how far it is.
     *
     * @param issueId The issue it is on now. May be null: there is none any more.
     * @param issueName Its name. May be null.
     * @param progress Of all cases, and of those of each batch.
     */
    record Status(
            Campaign campaign, Plan plan, UUID issueId, String issueName, Progress progress, List<Progress> batches) {}

    private record Numbered(UUID campaign, int number, Batch batch) {}

    /** A page of campaigns and how far they are, the latest first. */
    Uni<Page<Status>> list(State state, UUID issue, PageRequest page) {
        Cursor cursor = page.cursor();
        return transactions
                .inTransaction(session -> session.createNativeQuery(LIST, Campaign.class)
                        .setParameter("state", state == null ? null : state.name())
                        .setParameter("issue", issue)
                        .setParameter("before", cursor == null ? null : cursor.time(0))
                        .setParameter("id", cursor == null ? null : cursor.uuid(1))
                        .setParameter("most", page.limit() + 1)
                        .getResultList()
                        .chain(found -> statuses(session, found)))
                .map(found -> Page.of(
                        found,
                        page.limit(),
                        status -> Cursor.encode(
                                status.campaign().madeAt().toInstant(),
                                status.campaign().id())));
    }

    /** Writes the batches of a plan, in place of those before. */
    Uni<Void> save(Mutiny.Session session, UUID id, Plan plan) {
        var sql = Sql.on(session);
        List<Batch> batches = plan.batches();
        return sql.update(DROP_BATCHES, id)
                .chain(() -> new Writes()
                        .insert(
                                BATCH,
                                IntStream.range(0, batches.size())
                                        .mapToObj(i -> new Numbered(id, i + 1, batches.get(i)))
                                        .toList())
                        .run(sql));
    }

    Uni<Status> status(Mutiny.Session session, Campaign campaign) {
        return statuses(session, List.of(campaign)).map(found -> found.get(0));
    }

    private Uni<List<Status>> statuses(Mutiny.Session session, List<Campaign> campaigns) {
        var sql = Sql.on(session);
        UUID[] ids = campaigns.stream().map(Campaign::id).toArray(UUID[]::new);
        return sql.select(BATCHES, (Object) ids)
                .chain(batches -> sql.select(ISSUES, (Object) ids)
                        .chain(issues -> sql.select(
                                        FACTS,
                                        issues.stream()
                                                .map(row -> row.getUUID("campaign_id"))
                                                .toArray(UUID[]::new),
                                        issues.stream()
                                                .map(row -> row.getUUID("group_id"))
                                                .toArray(UUID[]::new),
                                        clock.instant())
                                .map(facts -> campaigns.stream()
                                        .map(campaign -> status(
                                                campaign,
                                                of(campaign, batches),
                                                of(campaign, issues),
                                                of(campaign, facts)))
                                        .toList())));
    }

    private static List<Row> of(Campaign campaign, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.getUUID("campaign_id").equals(campaign.id()))
                .toList();
    }

    private static Status status(Campaign campaign, List<Row> batches, List<Row> issue, List<Row> facts) {
        var plan = new Plan(
                campaign.from,
                campaign.to,
                campaign.target,
                batches.stream().map(Rows.as(Batch.class)).toList());
        Progress total = Progress.NONE;
        var ofBatches = new Progress[batches.size()];
        Arrays.fill(ofBatches, Progress.NONE);
        for (Row row : facts) {
            var counted = new Progress(
                    row.getLong("cases"), row.getLong("finished"), row.getLong("resolved"), row.getLong("overdue"));
            total = total.plus(counted);
            int batch = plan.batchOf(row.getString("unit"));
            if (batch > 0) {
                ofBatches[batch - 1] = ofBatches[batch - 1].plus(counted);
            }
        }
        return new Status(
                campaign,
                plan,
                issue.get(0).getUUID("group_id"),
                issue.get(0).getString("name"),
                total,
                List.of(ofBatches));
    }
}
