package org.hotline12345.chassis.vocabulary;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.WorkerThreads;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.vocabulary.VocabularyStore.Version;
import org.hotline12345.chassis.vocabulary.VocabularyView.SectionView;
import org.hotline12345.chassis.vocabulary.VocabularyView.VersionState;
import org.hotline12345.chassis.vocabulary.model.Section;
import org.hotline12345.chassis.vocabulary.model.VocabularyText;

/** Reads vocabularies, writes versions of them, tries them on recent texts, puts them in force and takes them back. */
@ApplicationScoped
public class ChangeVocabulary {
    /** A version that was never tried is to come into force. */
    static final ProblemType NOT_TRIED = new ProblemType("vocabulary-not-tried", 409);

    private static final Set<String> CHANGE = Set.of(Roles.DISPATCHER, Roles.SUPERVISOR, Roles.ADMIN);

    private final VocabulariesInForce vocabularies;
    private final VocabularyStore store;
    private final Transactions transactions;
    private final Command command;
    private final Caller caller;
    private final Clock clock;
    private final Vertx vertx;

    ChangeVocabulary(
            VocabulariesInForce vocabularies,
            VocabularyStore store,
            Transactions transactions,
            Command command,
            Caller caller,
            Clock clock,
            Vertx vertx) {
        this.vocabularies = vocabularies;
        this.store = store;
        this.transactions = transactions;
        this.command = command;
        this.caller = caller;
        this.clock = clock;
        this.vertx = vertx;
    }

    public Uni<Page<VocabularyLine>> list() {
        Language language = command.language();
        var lines = new ArrayList<VocabularyLine>();
        Uni<Void> read = Uni.createFrom().voidItem();
        for (Vocabulary<?> one : vocabularies.all()) {
            read = read.chain(() -> found(one, null))
                    .invoke(found -> lines.add(new VocabularyLine(
                            one.id(),
                            one.name().in(language),
                            found.inForce(),
                            found.latest(),
                            entries(one, found.document(), language))))
                    .replaceWithVoid();
        }
        return read.replaceWith(() -> new Page<>(lines, null));
    }

    /** A version with its document; the one in force if none is named. */
    public Uni<VocabularyView> get(String id, Integer version) {
        var vocabulary = vocabularies.get(id);
        Language language = command.language();
        return found(vocabulary, version).map(found -> view(vocabulary, found, language));
    }

    /** All versions, the newest first. */
    public Uni<Page<VocabularyVersionView>> versions(String id) {
        var vocabulary = vocabularies.get(id);
        return store.inForce()
                .chain(inForce -> store.versions(vocabulary.id()).map(all -> {
                    int now = inForce.getOrDefault(id, Vocabulary.SHIPPED);
                    return new Page<>(
                            all.stream()
                                    .map(one -> VocabularyVersionView.of(one, state(one, now), allowed(one, now)))
                                    .toList(),
                            null);
                }));
    }

    /** Writes the next version. It is not in force before its activation. */
    public Uni<VocabularyView> write(String id, String document, String note) {
        caller.requireOffice();
        var vocabulary = vocabularies.get(id);
        Language language = command.language();
        String ifMatch = command.ifMatch();
        String by = caller.subject();
        return WorkerThreads.run(vertx, () -> vocabulary.flaws(document))
                .invoke(Problem::throwIfAny)
                .chain(() -> transactions.inTransaction(session -> store.latest(session, id)
                        .chain(latest -> {
                            ETags.check(ifMatch, latest);
                            int version = latest + 1;
                            return store.write(session, id, version, document, note, now(), by)
                                    .replaceWith(version);
                        })))
                .chain(version -> found(vocabulary, version))
                .map(found -> view(vocabulary, found, language));
    }

    /** Compares a version with the one in force on the most recent texts; figures of it are kept with the version. */
    public Uni<VocabularyTrialView> tryOut(String id, int version, int most) {
        var vocabulary = vocabularies.get(id);
        List<String> hiddenFrom = caller.unitAndAbove();
        String by = caller.subject();
        return found(vocabulary, version).chain(found -> compare(vocabulary, found, most, hiddenFrom, by));
    }

    private <T> Uni<VocabularyTrialView> compare(
            Vocabulary<T> vocabulary, Found found, int most, List<String> hiddenFrom, String by) {
        int version = found.version().version();
        return WorkerThreads.run(vertx, () -> vocabulary.read(found.document(), version))
                .chain(tried -> vocabulary.compare(vocabulary.inForce(), tried, most, hiddenFrom))
                .call(trial -> store.tried(vocabulary.id(), version, now(), by, trial))
                .map(trial -> VocabularyTrialView.of(vocabulary.id(), version, vocabulary.version(), trial));
    }

    /** Puts a version in force, an earlier one again too; 409 for one that was never tried. */
    public Uni<VocabularyView> activate(String id, int version, String reason) {
        caller.requireOffice();
        var vocabulary = vocabularies.get(id);
        Language language = command.language();
        String by = caller.subject();
        return found(vocabulary, version)
                .invoke(found -> {
                    if (found.inForce() == version) {
                        throw Problem.wrongState(VersionState.IN_FORCE.name(), List.of());
                    }
                    if (!found.version().wasInForce() && found.version().triedAt() == null) {
                        throw Problem.of(NOT_TRIED, version);
                    }
                })
                .chain(() ->
                        transactions.inTransaction(session -> store.activate(session, id, version, reason, now(), by)))
                .chain(vocabularies::refresh)
                .chain(() -> found(vocabulary, version))
                .map(found -> view(vocabulary, found, language));
    }

    private Uni<Found> found(Vocabulary<?> vocabulary, Integer wanted) {
        String id = vocabulary.id();
        return store.inForce()
                .map(inForce -> inForce.getOrDefault(id, Vocabulary.SHIPPED))
                .chain(inForce -> {
                    int version = wanted == null ? inForce : wanted;
                    return store.version(id, version)
                            .onItem()
                            .ifNull()
                            .failWith(Problem::notFound)
                            .chain(of -> document(vocabulary, version)
                                    .chain(document ->
                                            store.latest(id).map(latest -> new Found(of, document, inForce, latest))));
                });
    }

    private Uni<String> document(Vocabulary<?> vocabulary, int version) {
        return version == Vocabulary.SHIPPED
                ? Uni.createFrom().item(vocabulary.shipped())
                : store.document(vocabulary.id(), version);
    }

    private VocabularyView view(Vocabulary<?> vocabulary, Found found, Language language) {
        var text = VocabularyText.parse(found.document());
        return new VocabularyView(
                vocabulary.id(),
                vocabulary.name().in(language),
                found.version().version(),
                state(found.version(), found.inForce()),
                found.latest(),
                found.inForce(),
                vocabulary.sections().stream()
                        .map(section -> SectionView.of(section, text, language))
                        .toList(),
                found.document(),
                allowed(found.version(), found.inForce()));
    }

    private static int entries(Vocabulary<?> vocabulary, String document, Language language) {
        var text = VocabularyText.parse(document);
        return vocabulary.sections().stream()
                .filter(section -> section.form() != Section.SectionForm.CHARACTERS)
                .mapToInt(section -> SectionView.of(section, text, language).entries())
                .sum();
    }

    private static VersionState state(Version version, int inForce) {
        return version.version() == inForce
                ? VersionState.IN_FORCE
                : version.wasInForce() ? VersionState.EARLIER : VersionState.DRAFT;
    }

    private List<String> allowed(Version version, int inForce) {
        if (!caller.isOfOffice(CHANGE)) {
            return List.of();
        }
        if (version.version() == inForce) {
            return List.of("edit");
        }
        return version.wasInForce() || version.triedAt() != null
                ? List.of("edit", "trial", "activation")
                : List.of("edit", "trial");
    }

    /** As fine as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private record Found(Version version, String document, int inForce, int latest) {}
}
