package org.hotline12345.chassis.vocabulary;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.database.WorkerThreads;
import org.hotline12345.chassis.problem.Problem;
import org.jboss.logging.Logger;

/** The vocabularies of the service; each reads with the version in force a few seconds after it was put in force, on all instances. */
@ApplicationScoped
class VocabulariesInForce {
    private static final Logger LOG = Logger.getLogger(VocabulariesInForce.class);

    private final List<? extends Vocabulary<?>> vocabularies;
    private final VocabularyStore store;
    private final Vertx vertx;
    /** By vocabulary the version that came into force and cannot be read. */
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();

    VocabulariesInForce(@Any Instance<Vocabulary<?>> vocabularies, VocabularyStore store, Vertx vertx) {
        this.vocabularies = vocabularies.stream()
                .sorted(Comparator.comparing(Vocabulary::id))
                .toList();
        this.store = store;
        this.vertx = vertx;
    }

    List<? extends Vocabulary<?>> all() {
        return vocabularies;
    }

    /** 404 if there is none of the name. */
    Vocabulary<?> get(String id) {
        return vocabularies.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    void start(@Observes @Priority(5) StartupEvent event) {
        if (!vocabularies.isEmpty()) {
            StartWork.finish("the vocabularies in force", this::refresh);
        }
    }

    /** Follows changes made through another instance of the service. */
    @Scheduled(
            every = "2s",
            delayed = "2s",
            identity = "vocabularies",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> follow() {
        return vocabularies.isEmpty()
                ? Uni.createFrom().voidItem()
                : StartWork.again("the vocabularies in force", this::refresh);
    }

    /** Takes over what is in force by now. */
    Uni<Void> refresh() {
        return store.inForce()
                .chain(inForce -> Multi.createFrom()
                        .iterable(vocabularies)
                        .onItem()
                        .transformToUniAndConcatenate(
                                one -> refresh(one, inForce.getOrDefault(one.id(), Vocabulary.SHIPPED)))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Uni<Void> refresh(Vocabulary<?> vocabulary, int version) {
        if (vocabulary.version() == version || Objects.equals(refused.get(vocabulary.id()), version)) {
            return Uni.createFrom().voidItem();
        }
        return store.documents(vocabulary.id())
                .chain(documents -> WorkerThreads.run(vertx, () -> {
                    take(vocabulary, version, documents);
                    return null;
                }));
    }

    /** What cannot be read is said once, and not tried again before another version comes into force. */
    private void take(Vocabulary<?> vocabulary, int version, Map<Integer, String> documents) {
        try {
            var unreadable = vocabulary.take(version, documents);
            refused.remove(vocabulary.id());
            LOG.infof("Texts are read with version %d of %s", version, vocabulary.id());
            if (!unreadable.isEmpty()) {
                LOG.warnf("Earlier versions %s of %s cannot be read any more", unreadable, vocabulary.id());
            }
        } catch (IllegalArgumentException e) {
            refused.put(vocabulary.id(), version);
            LOG.errorf(e, "Version %d of %s cannot be read; the one before it stays", version, vocabulary.id());
        }
    }
}
