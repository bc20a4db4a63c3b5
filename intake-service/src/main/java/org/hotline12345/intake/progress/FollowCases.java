package org.hotline12345.intake.progress;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.events.AppealDecided;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.OfficeUrged;
import org.hotline12345.events.QueryCodeRenewed;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReplySubmitted;
import org.hotline12345.events.ReplyTakenBack;
import org.hotline12345.events.UnitUrgeRevoked;
import org.hotline12345.intake.attachment.CoHandlers;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.cases.model.CaseFile;
import org.hotline12345.intake.knowledge.ArticleUses;
import org.hotline12345.intake.lookup.FindCases;
import org.hotline12345.intake.pattern.PatternsOfCases;
import org.hotline12345.intake.progress.model.Narration;
import org.hotline12345.intake.similarity.SimilarCases;
import org.hotline12345.intake.timeline.Timeline;
import org.hotline12345.intake.timeline.model.TimelineEntry;

/**
 * Keeps the status of cases and their timeline from the events of all services, and makes registered cases findable. One
 * query and one statement per table for a whole batch.
 */
@ApplicationScoped
public class FollowCases implements CaseEventHandler {
    private static final Set<Class<? extends CaseEvent>> IGNORED = Set.of(
            CaseSupplemented.class,
            CitizenUrged.class,
            CaseWentLive.class,
            QueryCodeRenewed.class,
            ReplySubmitted.class,
            ReplyReviewed.class,
            ReplyTakenBack.class,
            CoHandlingAnswered.class,
            DeadlineMet.class,
            DeadlineMissed.class,
            DeadlineCancelled.class,
            UnitUrgeRevoked.class,
            OfficeUrged.class,
            AppealDecided.class);

    private final Transactions transactions;
    private final Cases cases;
    private final Timeline timeline;
    private final SimilarCases duplicates;
    private final FindCases search;
    private final PatternsOfCases patterns;
    private final OfficeCopy office;

    public FollowCases(
            Transactions transactions,
            Cases cases,
            Timeline timeline,
            SimilarCases duplicates,
            FindCases search,
            PatternsOfCases patterns,
            OfficeCopy office) {
        this.transactions = transactions;
        this.cases = cases;
        this.timeline = timeline;
        this.duplicates = duplicates;
        this.search = search;
        this.patterns = patterns;
        this.office = office;
    }

    @Override
    public Set<Class<? extends CaseEvent>> handles() {
        var handled = new LinkedHashSet<>(EventCatalogue.caseEvents());
        handled.removeAll(IGNORED);
        return handled;
    }

    @Override
    public Set<Class<? extends CaseEvent>> ignores() {
        return IGNORED;
    }

    @Override
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        Set<UUID> ids = events.stream()
                .map(received -> ((CaseEvent) received.event()).caseId())
                .collect(Collectors.toCollection(TreeSet::new));
        return cases.lock(session, ids)
                .chain(files -> {
                    var entries = new ArrayList<TimelineEntry>();
                    var registered = new ArrayList<CaseRegistered>();
                    var dispatched = new ArrayList<PatternsOfCases.Dispatched>();
                    for (ReceivedEvent received : events) {
                        var event = (CaseEvent) received.event();
                        CaseFile file = files.get(event.caseId());
                        if (file == null) {
                            throw new IllegalStateException(
                                    "event of a case that intake never registered: " + event.caseId());
                        }
                        if (!file.standing().overtakes(event)) {
                            Narration.of(received.id(), received.time(), received.actor(), event, Masking::official)
                                    .ifPresent(entries::add);
                        }
                        file.follow(event, received.time());
                        if (event instanceof CaseRegistered e) {
                            registered.add(e);
                        }
                        if (event instanceof CaseDispatched e && e.cause() == DispatchCause.FIRST) {
                            dispatched.add(new PatternsOfCases.Dispatched(e, received.imported()));
                        }
                    }
                    var writes = transactions.atClose(session);
                    cases.save(files.values(), writes);
                    timeline.add(writes, entries);
                    var told = events.stream()
                            .map(received -> received.as(CaseEvent.class))
                            .toList();
                    CoHandlers.follow(writes, told);
                    ArticleUses.follow(writes, told);
                    duplicates.index(
                            writes,
                            registered.stream()
                                    .map(SimilarCases.RegisteredText::of)
                                    .toList());
                    search.index(
                            writes,
                            registered.stream().map(FindCases.Searchable::of).toList());
                    return patterns.derive(session, dispatched);
                })
                .chain(() -> HiddenCases.follow(
                        session,
                        events.stream()
                                .map(event -> event.as(CaseEvent.class))
                                .filter(event -> !isKnownHere(event))
                                .toList(),
                        office));
    }

    /** Whom a case accuses was written with the registration and with each correction, and one of them may be later than this event. */
    private static boolean isKnownHere(CaseEvent event) {
        return event instanceof CaseRegistered || event instanceof CaseCorrected;
    }
}
