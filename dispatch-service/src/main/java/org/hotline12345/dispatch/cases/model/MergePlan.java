package org.hotline12345.dispatch.cases.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which cases get one handling when a dispatcher merges some (重复诉求并单处理). A group has one lead; groups do not nest:
 *
 * <ul>
 *   <li>Who names a member as the lead means the lead of its group.
 *   <li>The lead of another group brings its members along.
 *   <li>A member of another group comes along with its lead only; else it is taken out of that group first.
 *   <li>Who is in the group already stays there.
 * </ul>
 */
public final class MergePlan {
    private MergePlan() {}

    /** A case and the case it is handled with. */
    public record Membership(UUID caseId, UUID leadCaseId) {}

    /** What comes of it. */
    public sealed interface Outcome permits Plan, Refused {}

    /**
     * The merge.
     *
     * @param joining Cases that were handled alone, or led a group.
     * @param moving Members of those groups.
     */
    public record Plan(UUID leadCaseId, List<UUID> joining, List<UUID> moving) implements Outcome {
        /** Every case whose handling changes, the lead included. */
        public List<UUID> all() {
            var all = new ArrayList<UUID>();
            all.add(leadCaseId);
            all.addAll(coming());
            return all;
        }

        /** The cases that come to the lead's unit. */
        public List<UUID> coming() {
            var coming = new ArrayList<>(joining);
            coming.addAll(moving);
            return coming;
        }
    }

    /** Why not. */
    public record Refused(List<Objection> objections) implements Outcome {}

    /** One reason, about one case. */
    public record Objection(Reason reason, UUID caseId) {}

    public enum Reason {
        /** A case is not merged into itself. */
        LEAD_IS_MEMBER,
        /** The case belongs to another group. */
        ALREADY_MERGED,
        /** All of them are handled together already. */
        ALREADY_TOGETHER
    }

    /**
     * Plans the merge.
     *
     * @param named the case named as the lead
     * @param caseIds the cases to be merged into it
     * @param memberships what is merged now, at least as far as it touches these cases and the lead's own lead
     */
    public static Outcome of(UUID named, Collection<UUID> caseIds, Collection<Membership> memberships) {
        var cases = new LinkedHashSet<>(caseIds);
        if (cases.contains(named)) {
            return new Refused(List.of(new Objection(Reason.LEAD_IS_MEMBER, named)));
        }
        Map<UUID, UUID> leadOf = new HashMap<>();
        memberships.forEach(m -> leadOf.put(m.caseId(), m.leadCaseId()));
        UUID lead = leadOf.getOrDefault(named, named);
        Set<UUID> joining = new LinkedHashSet<>();
        var objections = new ArrayList<Objection>();
        for (UUID id : cases) {
            UUID its = leadOf.get(id);
            if (id.equals(lead) || lead.equals(its)) {
                continue;
            }
            if (its == null) {
                joining.add(id);
            } else if (!cases.contains(its)) {
                objections.add(new Objection(Reason.ALREADY_MERGED, id));
            }
        }
        if (!objections.isEmpty()) {
            return new Refused(objections);
        }
        if (joining.isEmpty()) {
            return new Refused(List.of(new Objection(Reason.ALREADY_TOGETHER, lead)));
        }
        List<UUID> moving = memberships.stream()
                .filter(m -> joining.contains(m.leadCaseId()))
                .map(Membership::caseId)
                .toList();
        return new Plan(lead, List.copyOf(joining), moving);
    }
}
