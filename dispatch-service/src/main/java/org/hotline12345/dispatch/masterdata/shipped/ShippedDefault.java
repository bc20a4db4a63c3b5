package org.hotline12345.dispatch.masterdata.shipped;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.EventLoops;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.dispatch.masterdata.Importer;
import org.hotline12345.dispatch.masterdata.MasterDataStore;
import org.hotline12345.dispatch.masterdata.areas.Areas;
import org.hotline12345.dispatch.masterdata.catalogue.Catalogue;
import org.hotline12345.dispatch.masterdata.categories.Categories;
import org.hotline12345.dispatch.masterdata.units.Units;
import org.jboss.logging.Logger;

/** Fills an empty database with the shipped units, areas, categories and catalogue, once. */
@ApplicationScoped
public class ShippedDefault {
    private static final Logger LOG = Logger.getLogger(ShippedDefault.class);
    private static final String ACTOR = "system";

    private final MasterDataStore masterData;
    private final Units units;
    private final Areas areas;
    private final Categories categories;
    private final Catalogue catalogue;
    private final OfficeCopy office;
    private final Vertx vertx;
    private final Transactions transactions;
    private final String folder;

    public ShippedDefault(
            MasterDataStore masterData,
            Transactions transactions,
            Units units,
            Areas areas,
            Categories categories,
            Catalogue catalogue,
            OfficeCopy office,
            Vertx vertx,
            @ConfigProperty(name = "hotline.dispatch.shipped-default", defaultValue = "none") String folder) {
        this.masterData = masterData;
        this.units = units;
        this.areas = areas;
        this.categories = categories;
        this.catalogue = catalogue;
        this.office = office;
        this.vertx = vertx;
        this.transactions = transactions;
        this.folder = folder;
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        StartWork.finish("the shipped units, areas, categories and catalogue", this::loaded);
    }

    private Uni<Void> loaded() {
        return EventLoops.apart(vertx, () -> transactions.once(this::fill))
                .chain(filled -> filled ? copied(100) : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> fill(Mutiny.Session session) {
        if (folder.equals("none")) {
            return Uni.createFrom().item(false);
        }
        return masterData
                .isEmpty(session)
                .chain(empty -> empty
                        ? load(session).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Void> load(Mutiny.Session session) {
        return take(session, "areas.csv", areas)
                .chain(() -> take(session, "units.csv", units))
                .chain(() -> take(session, "categories.csv", categories))
                .chain(() -> take(session, "catalogue.csv", catalogue));
    }

    private Uni<Void> take(Mutiny.Session session, String file, Importer<?, ?> importer) {
        return importer.importCsv(session, read(folder + "/" + file), ACTOR)
                .invoke(report -> {
                    if (!report.problems().isEmpty()) {
                        var problem = report.problems().get(0);
                        throw new IllegalStateException(
                                file + ": " + problem.problemEn() + " in line " + problem.line());
                    }
                    LOG.infof("Filled the empty database with %d rows of %s", report.created(), file);
                })
                .replaceWithVoid();
    }

    /** Waits until the copy in memory has taken the new state. */
    private Uni<Void> copied(int tries) {
        return !office.units().isEmpty() || tries == 0
                ? Uni.createFrom().voidItem()
                : EventLoops.pause(vertx, Duration.ofMillis(50)).chain(() -> copied(tries - 1));
    }

    private static String read(String path) {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("hotline.dispatch.shipped-default: there is no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
