package org.hotline12345.dispatch.merge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.dispatch.cases.model.MergePlan;
import org.hotline12345.dispatch.workorder.WorkOrder;
import org.hotline12345.dispatch.workorder.WorkOrders;

/** Which cases are handled with which (并单). The cases are locked by the caller. */
@ApplicationScoped
public class MergedCases {
    private final WorkOrders orders;

    public MergedCases(WorkOrders orders) {
        this.orders = orders;
    }

    /** Members of the lead case now. */
    Uni<List<Member>> of(Mutiny.Session session, UUID leadCaseId) {
        return Sql.on(session)
                .select("""
                        select case_id, lead_case_id, work_order_id
                        from merge_member
                        where lead_case_id = $1
                          and outcome is null
                        order by case_id
                        """, leadCaseId)
                .map(rows -> rows.stream().map(MergedCases::member).toList());
    }

    /** Merges of these cases, as member or as lead. */
    Uni<List<Member>> touching(Mutiny.Session session, Collection<UUID> caseIds) {
        return Sql.on(session)
                .select("""
                        select case_id, lead_case_id, work_order_id
                        from merge_member
                        where outcome is null
                          and (case_id = any ($1::uuid[]) or lead_case_id = any ($1::uuid[]))
                        """, (Object) caseIds.toArray(UUID[]::new))
                .map(rows -> rows.stream().map(MergedCases::member).toList());
    }

    /** Memberships of these cases, of the cases they lead, and of those handled with the same lead. */
    Uni<List<MergePlan.Membership>> groupsOf(Mutiny.Session session, Collection<UUID> caseIds) {
        return Sql.on(session)
                .select("""
                        select distinct m.case_id, m.lead_case_id
                        from merge_member n
                        join merge_member m on m.lead_case_id = n.lead_case_id and m.outcome is null
                        where n.outcome is null
                          and (n.case_id = any ($1::uuid[]) or n.lead_case_id = any ($1::uuid[]))
                        order by m.case_id
                        """, (Object) caseIds.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .map(row -> new MergePlan.Membership(row.getUUID("case_id"), row.getUUID("lead_case_id")))
                        .toList());
    }

    /** Ends the memberships of cases that go on in another group; answers what they were. */
    Uni<List<Member>> move(Mutiny.Session session, Collection<UUID> caseIds, Instant at) {
        return caseIds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Sql.on(session)
                        .select("""
                                update merge_member
                                set outcome = 'MOVED',
                                    ended_at = $2
                                where case_id = any ($1::uuid[])
                                  and outcome is null
                                returning case_id, lead_case_id, work_order_id
                                """, caseIds.toArray(UUID[]::new), at)
                        .map(rows -> rows.stream().map(MergedCases::member).toList());
    }

    /** Locks the lead case and its members, in the order of their ids. */
    public Uni<Void> lockWithMembers(Mutiny.Session session, UUID leadCaseId) {
        return of(session, leadCaseId).chain(members -> {
            var cases = new ArrayList<UUID>();
            cases.add(leadCaseId);
            members.forEach(member -> cases.add(member.caseId()));
            return orders.lockCases(session, cases)
                    .chain(() -> orders.ofCases(session, cases))
                    .replaceWithVoid();
        });
    }

    /** Ends the merge with the lead's reply; answers the members' orders, which are REPLIED now. */
    public Uni<List<WorkOrder>> answerMembers(Mutiny.Session session, UUID leadCaseId, Instant at) {
        return Sql.on(session).select("""
                        update merge_member
                        set outcome = 'ANSWERED',
                            ended_at = $2
                        where lead_case_id = $1
                          and outcome is null
                        returning case_id, lead_case_id, work_order_id
                        """, leadCaseId, at).chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().item(List.<WorkOrder>of());
            }
            var ids = rows.stream().map(row -> row.getUUID("work_order_id")).toArray();
            return session.find(WorkOrder.class, ids).invoke(found -> found.forEach(order -> order.answerWithLead(at)));
        });
    }

    Uni<Void> add(Mutiny.Session session, Collection<Member> members, String by, Instant at) {
        var list = List.copyOf(members);
        return Sql.on(session)
                .update(
                        """
                        insert into merge_member (id, case_id, lead_case_id, work_order_id, merged_by, merged_at)
                        select id, case_id, lead_case_id, work_order_id, $5, $6
                        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[])
                          as new (id, case_id, lead_case_id, work_order_id)
                        """,
                        list.stream().map(m -> UuidV7.next()).toArray(UUID[]::new),
                        list.stream().map(Member::caseId).toArray(UUID[]::new),
                        list.stream().map(Member::leadCaseId).toArray(UUID[]::new),
                        list.stream().map(Member::workOrderId).toArray(UUID[]::new),
                        by,
                        at)
                .replaceWithVoid();
    }

    Uni<Void> end(Mutiny.Session session, UUID caseId, Instant at) {
        return Sql.on(session).update("""
                        update merge_member
                        set outcome = 'UNMERGED',
                            ended_at = $2
                        where case_id = $1
                          and outcome is null
                        """, caseId, at).replaceWithVoid();
    }

    private static Member member(io.vertx.mutiny.sqlclient.Row row) {
        return new Member(row.getUUID("case_id"), row.getUUID("lead_case_id"), row.getUUID("work_order_id"));
    }

    /** A case, the case it is handled with, and its own order that ended. */
    record Member(UUID caseId, UUID leadCaseId, UUID workOrderId) {}
}
