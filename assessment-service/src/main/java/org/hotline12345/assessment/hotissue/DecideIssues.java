package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.CaseNumberQueries;
import org.hotline12345.assessment.hotissue.CaseEntries.Read;
import org.hotline12345.assessment.hotissue.CaseTextStore.Told;
import org.hotline12345.assessment.hotissue.IssueQueries.Issue;
import org.hotline12345.assessment.hotissue.IssueQueries.State;
import org.hotline12345.assessment.hotissue.IssueStore.Decision;
import org.hotline12345.assessment.hotissue.IssueStore.Kind;
import org.hotline12345.assessment.hotissue.model.CaseEntry;
import org.hotline12345.assessment.hotissue.model.CaseGroup;
import org.hotline12345.assessment.hotissue.model.GroupingRules;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;

/**
 * What staff decide about issues. It sticks: a group about which somebody decided is held, that is, it is never merged into
 * another by itself; a case that was taken out is a held group of its own, or of those taken out with it, and does not come back, and those
 * like it go to it; what is like an issue that was put into another goes on coming there. Decisions are no facts: making the facts anew leaves them alone.
 */
@ApplicationScoped
public class DecideIssues {
    private final Transactions transactions;
    private final GroupStore groups;
    private final IssueStore store;
    private final CaseTextStore texts;
    private final VocabularyStore vocabulary;
    private final CaseEntries described;
    private final DetectIssues detection;
    private final IssueQueries issues;
    private final IssueRulesStore rules;
    private final CaseSight sight;
    private final Clock clock;

    DecideIssues(
            Transactions transactions,
            GroupStore groups,
            IssueStore store,
            CaseTextStore texts,
            VocabularyStore vocabulary,
            CaseEntries described,
            DetectIssues detection,
            IssueQueries issues,
            IssueRulesStore rules,
            CaseSight sight,
            Clock clock) {
        this.transactions = transactions;
        this.groups = groups;
        this.store = store;
        this.texts = texts;
        this.vocabulary = vocabulary;
        this.described = described;
        this.detection = detection;
        this.issues = issues;
        this.rules = rules;
        this.sight = sight;
        this.clock = clock;
    }

    /** The cases that are named by their ids or numbers; 400 if none is. */
    Uni<Set<UUID>> chosen(Collection<UUID> ids, Collection<String> numbers) {
        return transactions
                .inTransaction(session -> CaseNumberQueries.cases(session, sight, ids, numbers, "caseNumbers"))
                .invoke(chosen -> {
                    if (chosen.isEmpty()) {
                        throw Problem.invalid("caseIds", "violation.required");
                    }
                });
    }

    /** Says that it is an issue; a name may be given with it. */
    public Uni<Issue> confirm(UUID id, String name, String note, String by, String ifMatch) {
        return deciding(
                id,
                ifMatch,
                session -> store.decide(session, id, State.CONFIRMED, name, by)
                        .chain(() -> note(session, id, Kind.CONFIRMED, List.of(), note, by))
                        .chain(() -> name == null ? nothing() : note(session, id, Kind.RENAMED, List.of(), name, by)));
    }

    /** Says that it is none; cases like those go on coming to it, and it stays none. */
    public Uni<Issue> dismiss(UUID id, String reason, String by, String ifMatch) {
        return deciding(
                id,
                ifMatch,
                session -> store.decide(session, id, State.DISMISSED, null, by)
                        .chain(() -> note(session, id, Kind.DISMISSED, List.of(), reason, by)));
    }

    /**
     * Takes cases out.
     *
     * @param together They are one matter, and so one group from now on; else each is a group of its own.
     */
    public Uni<Issue> remove(UUID id, Set<UUID> cases, boolean together, String reason, String by, String ifMatch) {
        return deciding(
                id,
                ifMatch,
                session -> groups.groupsOf(session, cases)
                        .invoke(present -> {
                            if (!cases.stream().allMatch(c -> id.equals(present.get(c)))) {
                                throw Problem.invalid("caseIds", "violation.hot-issue.case");
                            }
                        })
                        .chain(() -> store.size(session, id))
                        .invoke(size -> {
                            if (size <= cases.size()) {
                                throw Problem.invalid("caseIds", "violation.hot-issue.all");
                            }
                        })
                        .chain(() -> apart(session, id, cases, together, by))
                        .chain(() -> store.hold(session, id))
                        .chain(() -> anew(session, id))
                        .chain(() -> note(session, id, Kind.CASE_REMOVED, cases, reason, by)));
    }

    /** Puts cases in, wherever they are now. */
    public Uni<Issue> add(UUID id, Set<UUID> cases, String reason, String by, String ifMatch) {
        return deciding(
                id,
                ifMatch,
                session -> groups.groupsOf(session, cases).chain(present -> {
                    if (!present.keySet().containsAll(cases)) {
                        throw Problem.invalid("caseIds", "violation.hot-issue.unknown-case");
                    }
                    Set<UUID> left = new LinkedHashSet<>(present.values());
                    left.remove(id);
                    Map<UUID, UUID> moved = new LinkedHashMap<>();
                    cases.stream().filter(c -> !id.equals(present.get(c))).forEach(c -> moved.put(c, id));
                    Uni<Void> added = store.move(session, moved, by)
                            .chain(() -> store.hold(session, id))
                            .chain(() -> anew(session, id))
                            .chain(() -> store.dropEmpty(session, left));
                    for (UUID other : left) {
                        added = added.chain(() -> anew(session, other));
                    }
                    return added.chain(() -> note(session, id, Kind.CASE_ADDED, cases, reason, by));
                }));
    }

    /** Makes another issue part of this one. */
    public Uni<Issue> merge(UUID id, UUID other, String reason, String by, String ifMatch) {
        return deciding(
                id,
                ifMatch,
                session -> store.lockIssue(session, other).chain(found -> {
                    if (found == null || other.equals(id)) {
                        throw Problem.invalid("issueId", "violation.hot-issue.other");
                    }
                    return groups.keepParts(session, other, id)
                            .chain(() -> groups.merge(session, Map.of(other, id)))
                            .chain(() -> store.hold(session, id))
                            .chain(() -> anew(session, id))
                            .chain(() -> note(session, id, Kind.MERGED, List.of(), other + " " + reason, by));
                }));
    }

    private Uni<Issue> deciding(UUID id, String ifMatch, Function<Mutiny.Session, Uni<Void>> decision) {
        return transactions.inTransaction(session -> groups.lock(session)
                .chain(() -> store.lockIssue(session, id))
                .invoke(version -> {
                    if (version == null) {
                        throw Problem.notFound();
                    }
                    ETags.check(ifMatch, version);
                })
                .chain(() -> decision.apply(session))
                .chain(() -> issues.find(session, id)));
    }

    /** Makes a group of the cases, or one of each; nothing of the journal is needed for that which is not there. */
    private Uni<Void> apart(Mutiny.Session session, UUID id, Set<UUID> cases, boolean together, String by) {
        return texts.these(session, cases).chain(told -> entries(session, told)).chain(entries -> {
            if (entries.size() < cases.size()) {
                throw Problem.invalid("caseIds", "violation.hot-issue.unknown-case");
            }
            Map<UUID, UUID> moved = new LinkedHashMap<>();
            var made = new ArrayList<CaseGroup>();
            Collection<List<CaseEntry>> wanted =
                    together ? List.of(entries) : entries.stream().map(List::of).toList();
            wanted.forEach(ofOne -> {
                CaseGroup group = CaseGroup.of(UuidV7.next(), ofOne);
                made.add(group);
                ofOne.forEach(entry -> moved.put(entry.caseId(), group.id()));
            });
            return rules.read(session)
                    .chain(set -> store.saveHeld(session, made)
                            .chain(() -> store.move(session, moved, by))
                            .chain(() -> undoParts(session, id, entries, GroupingRules.within(set.window())))
                            .chain(() -> detection.detect(session, made, set.leastCases(), false)));
        });
    }

    /** What was put together by hand, and is now taken out, is part of the issue no more. */
    private Uni<Void> undoParts(Mutiny.Session session, UUID id, List<CaseEntry> left, GroupingRules set) {
        return groups.parts(session, id).chain(parts -> {
            var undone = parts.stream()
                    .filter(part -> left.stream().anyMatch(entry -> part.draws(entry, set)))
                    .map(CaseGroup::id)
                    .toList();
            return undone.isEmpty() ? nothing() : groups.dropParts(session, undone);
        });
    }

    /** Computes what a group is about anew, of its latest cases, and names it. */
    private Uni<Void> anew(Mutiny.Session session, UUID id) {
        return texts.ofGroup(session, id, DetectIssues.CASES_OF_NAME)
                .chain(told -> entries(session, told))
                .chain(entries -> {
                    if (entries.isEmpty()) {
                        return nothing();
                    }
                    CaseGroup group = CaseGroup.of(id, entries);
                    return groups.parts(session, id)
                            .chain(parts -> groups.save(session, List.of(group.with(parts))))
                            .chain(() -> store.resize(session, id))
                            .chain(() -> detection.name(session, id, group.place(), group.category()));
                });
    }

    private Uni<List<CaseEntry>> entries(Mutiny.Session session, List<Told> told) {
        var read = told.stream().map(Read::of).toList();
        return vocabulary
                .of(session, read.stream().map(Read::terms).toList())
                .map(known -> read.stream().map(one -> described.of(one, known)).toList());
    }

    private Uni<Void> note(
            Mutiny.Session session, UUID id, Kind kind, Collection<UUID> cases, String detail, String by) {
        return store.note(session, new Decision(id, kind, null, detail, by, clock.instant()), cases);
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
