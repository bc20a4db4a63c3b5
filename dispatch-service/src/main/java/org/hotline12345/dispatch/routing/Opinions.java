package org.hotline12345.dispatch.routing;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hotline12345.chassis.database.WorkerThreads;
import org.hotline12345.dispatch.masterdata.book.RoutingBookQueries;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.ModelOpinion;
import org.hotline12345.dispatch.routing.model.Router;
import org.hotline12345.dispatch.routing.model.RouterModel;

/** What the model in force says about cases: worked out on worker threads, only where the catalogue leaves it open. */
@ApplicationScoped
public class Opinions {
    private final ActiveModel active;
    private final RoutingBookQueries books;
    private final Vertx vertx;

    public Opinions(ActiveModel active, RoutingBookQueries books, Vertx vertx) {
        this.active = active;
        this.books = books;
        this.vertx = vertx;
    }

    /** The opinions; without a model in force none. */
    public Uni<Map<UUID, ModelOpinion>> of(Map<UUID, CaseToRoute> cases) {
        return of(cases, this::isOpen);
    }

    private Uni<Map<UUID, ModelOpinion>> of(Map<UUID, CaseToRoute> cases, Predicate<CaseToRoute> worthAsking) {
        if (cases.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return active.current()
                .chain(model -> model.isEmpty()
                        ? Uni.createFrom().item(Map.<UUID, ModelOpinion>of())
                        : WorkerThreads.run(vertx, () -> ask(model.get(), cases, worthAsking)));
    }

    /** The opinion on one case; empty without a model or where the catalogue decides. */
    public Uni<Optional<ModelOpinion>> of(CaseToRoute wanted) {
        return one(wanted, this::isOpen);
    }

    /** The same even where the catalogue decides: a unit that it names may have returned the case. */
    public Uni<Optional<ModelOpinion>> regardless(CaseToRoute wanted) {
        return one(wanted, any -> true);
    }

    private Uni<Optional<ModelOpinion>> one(CaseToRoute wanted, Predicate<CaseToRoute> worthAsking) {
        var id = new UUID(0, 0);
        return of(Map.of(id, wanted), worthAsking).map(found -> Optional.ofNullable(found.get(id)));
    }

    private boolean isOpen(CaseToRoute wanted) {
        return books.held().map(book -> new Router(book).isOpen(wanted)).orElse(true);
    }

    private static Map<UUID, ModelOpinion> ask(
            RouterModel model, Map<UUID, CaseToRoute> cases, Predicate<CaseToRoute> worthAsking) {
        return cases.entrySet().parallelStream()
                .filter(entry -> worthAsking.test(entry.getValue()))
                .collect(Collectors.toConcurrentMap(Map.Entry::getKey, entry -> model.opinion(entry.getValue())));
    }
}
