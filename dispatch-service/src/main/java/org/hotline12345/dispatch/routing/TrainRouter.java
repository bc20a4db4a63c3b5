package org.hotline12345.dispatch.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.dispatch.masterdata.book.RoutingBookQueries;
import org.hotline12345.dispatch.routing.model.ConfirmedCase;
import org.hotline12345.dispatch.routing.model.Lessons;
import org.hotline12345.dispatch.routing.model.Rehearsal;
import org.hotline12345.dispatch.routing.model.RouterModel;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.dispatch.routing.model.classifier.Evaluation;
import org.hotline12345.dispatch.routing.model.classifier.Example;
import org.hotline12345.dispatch.routing.model.classifier.Judged;
import org.hotline12345.dispatch.routing.model.classifier.TextClassifier;
import org.hotline12345.dispatch.routing.model.classifier.Training;
import org.jboss.logging.Logger;

/**
 * Trains, evaluates, activates and rolls back models of the router. The cases are split by time: a model learns from the
 * oldest, its thresholds are chosen on the next, and it is judged on the most recent, which neither have seen.
 */
@ApplicationScoped
class TrainRouter {
    static final ProblemType UNDER_WAY = new ProblemType("training-under-way", 409);
    static final ProblemType WORSE = new ProblemType("model-worse", 409);
    static final ProblemType IMPRECISE = new ProblemType("model-imprecise", 409);
    static final ProblemType NOT_PROVEN = new ProblemType("model-not-proven", 409);

    private static final Logger LOG = Logger.getLogger(TrainRouter.class);
    private static final Duration DATABASE = Duration.ofSeconds(60);

    private final RouterModelStore models;
    private final RoutingBookQueries books;
    private final ActiveModel active;
    private final RouterSettings settings;
    private final Transactions transactions;

    TrainRouter(
            RouterModelStore models,
            RoutingBookQueries books,
            ActiveModel active,
            RouterSettings settings,
            Transactions transactions) {
        this.models = models;
        this.books = books;
        this.active = active;
        this.settings = settings;
        this.transactions = transactions;
    }

    /** Begins a training on a thread of its own; answers the version. */
    Uni<String> begin(String by) {
        return models.begin(by, settings.precision()).map(begun -> {
            String version = begun.orElseThrow(() -> Problem.of(UNDER_WAY));
            Infrastructure.getDefaultExecutor().execute(() -> run(version));
            return version;
        });
    }

    private void run(String version) {
        try {
            train(version);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warnf(e, "Training of router model %s failed", version);
            models.fail(version, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                    .onFailure()
                    .recoverWithItem(0)
                    .await()
                    .atMost(DATABASE);
        }
    }

    private void train(String version) {
        long start = System.nanoTime();
        var book = books.current().await().atMost(DATABASE);
        var cases =
                models.confirmed(settings.mostCases(), Instant.EPOCH).await().atMost(DATABASE);
        if (cases.size() < settings.leastCases()) {
            throw new IllegalStateException("已确认的诉求只有 %d 件，至少需要 %d 件".formatted(cases.size(), settings.leastCases()));
        }
        int judged = (int) Math.round(cases.size() * settings.heldOut());
        int chosen = cases.size() - judged;
        int learned = chosen - judged;
        var lessons = new Lessons(cases.subList(0, learned), settings.leastOfClass());
        var heldOut = cases.subList(chosen, cases.size());
        var categories = classifier(lessons.categories(book), part -> progress(version, part * 0.45));
        var units = classifier(lessons.units(), part -> progress(version, 0.45 + part * 0.45));
        if (categories == null && units == null) {
            throw new IllegalStateException("已确认的诉求都属于同一类别和同一单位，无从学习");
        }
        var rehearsal = new Rehearsal(book);
        var model = rehearsal.fit(version, categories, units, cases.subList(learned, chosen), settings.precision());
        progress(version, 0.95);
        var metrics = new RouterMetrics(
                learned,
                (int) cases.subList(0, learned).stream()
                        .filter(ConfirmedCase::returned)
                        .count(),
                chosen - learned,
                heldOut.size(),
                (System.nanoTime() - start) / 1e9,
                categories == null ? null : judgeCategories(categories, lessons, book, heldOut),
                Evaluation.of(rehearsal.judge(model, heldOut)),
                rehearsal.replay(model, heldOut),
                rehearsal.replay(null, heldOut));
        models.finish(model, cases.get(chosen - 1).dispatchedAt(), metrics)
                .await()
                .atMost(DATABASE);
        LOG.infof("Router model %s trained with %d cases in %.1f s", version, learned, metrics.seconds());
    }

    private static TextClassifier classifier(List<Example> examples, DoubleConsumer progress) {
        return examples.stream().map(Example::label).distinct().count() < 2
                ? null
                : Training.train(examples, progress).model();
    }

    private static Evaluation judgeCategories(
            TextClassifier model, Lessons lessons, RoutingBook book, List<ConfirmedCase> heldOut) {
        var learnedAs = lessons.learnedAs(book);
        return Evaluation.of(
                model,
                heldOut.stream()
                        .filter(known -> known.category() != null)
                        .map(known -> new Example(
                                known.message(), learnedAs.getOrDefault(known.category(), known.category())))
                        .toList());
    }

    private void progress(String version, double part) {
        models.touch(version, part).await().atMost(DATABASE);
    }

    /** Judges the model on recent cases that neither it nor the one in force has seen. */
    Uni<Comparison> evaluate(String version) {
        return models.view(version)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .invoke(view -> {
                    if (view.state() != RouterModelView.State.READY) {
                        throw Problem.wrongState(view.state().name(), List.of());
                    }
                })
                .chain(view -> active.current()
                        .chain(current -> current.isEmpty()
                                ? compare(view, null, view.trainedUntil())
                                : models.view(current.get().version())
                                        .chain(other -> compare(
                                                view,
                                                current.get(),
                                                later(view.trainedUntil(), other.trainedUntil())))));
    }

    private Uni<Comparison> compare(RouterModelView view, RouterModel current, Instant unseenAfter) {
        return Uni.combine()
                .all()
                .unis(
                        models.bytes(view.version()),
                        models.confirmed(settings.mostCases(), unseenAfter),
                        books.current())
                .asTuple()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> {
                    var cases = found.getItem2();
                    var rehearsal = new Rehearsal(found.getItem3());
                    var model = found.getItem1().model();
                    var decided = rehearsal.replay(model, cases).all();
                    return new Comparison(
                            view.version(),
                            current == null ? null : current.version(),
                            cases.size(),
                            right(rehearsal, model, cases),
                            current == null ? null : right(rehearsal, current, cases),
                            decided.number(),
                            decided.right(),
                            view.wantedPrecision());
                });
    }

    private static int right(Rehearsal rehearsal, RouterModel model, List<ConfirmedCase> cases) {
        return (int)
                rehearsal.judge(model, cases).stream().filter(Judged::right).count();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Puts the model in force unless too few cases have judged it, or it is worse than the one in force or than promised. */
    Uni<RouterModelView> activate(String version, String by) {
        return evaluate(version)
                .invoke(comparison -> {
                    if (comparison.cases() < settings.leastJudged()) {
                        throw Problem.of(NOT_PROVEN, settings.leastJudged());
                    }
                    if (!comparison.notWorse()) {
                        throw comparison.activeRight() == null
                                ? Problem.of(
                                        IMPRECISE,
                                        comparison.decided(),
                                        comparison.decidedRight(),
                                        Math.round(100 * comparison.wantedPrecision()))
                                : Problem.of(WORSE, comparison.right(), comparison.cases(), comparison.activeRight());
                    }
                })
                .chain(comparison -> transactions.inTransaction(session -> models.activate(session, version, by)))
                .invoke(active::lookAgain)
                .chain(() -> models.view(version));
    }

    /** Puts the model before in force again, or none; 409 if none is in force. */
    Uni<List<RouterModelView>> rollBack(String by) {
        return transactions
                .inTransaction(session -> models.rollBack(session, by))
                .invoke(done -> {
                    if (!done) {
                        throw Problem.wrongState("INACTIVE", List.of());
                    }
                    active.lookAgain();
                })
                .chain(models::list);
    }

    /**
     * A model, judged, beside the one in force.
     *
     * @param activeVersion The one in force. Null if there is none.
     * @param cases Confirmed cases that neither has seen.
     * @param right Of these, those whose unit the model names first.
     * @param activeRight The same of the one in force.
     * @param decided Of these cases, those that would be dispatched by themselves with the model.
     * @param decidedRight Of those, the ones whose unit is right.
     */
    public record Comparison(
            String version,
            String activeVersion,
            int cases,
            int right,
            Integer activeRight,
            int decided,
            int decidedRight,
            double wantedPrecision) {
        /** Whether it names the right unit as often as the one in force; the first one: as precisely as is wanted. */
        @JsonProperty
        public boolean notWorse() {
            return activeRight == null ? decidedRight >= wantedPrecision * decided : right >= activeRight;
        }
    }
}
