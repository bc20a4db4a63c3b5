package org.hotline12345.dispatch.masterdata.book;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.dispatch.masterdata.MasterDataStore;
import org.hotline12345.dispatch.masterdata.areas.model.Area;
import org.hotline12345.dispatch.masterdata.catalogue.CatalogueStore;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.categories.model.Category;
import org.hotline12345.dispatch.masterdata.units.UnitStore;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.routing.model.RoutingBook;

/** The routing book of now: made anew when units, areas, categories or catalogue have changed. */
@ApplicationScoped
public class RoutingBookQueries {
    private final OfficeCopy office;
    private final MasterDataStore masterData;
    private final CatalogueStore catalogue;
    private final UnitStore units;
    private final Pool pool;
    private volatile Held held;

    public RoutingBookQueries(
            OfficeCopy office, MasterDataStore masterData, CatalogueStore catalogue, UnitStore units, Pool pool) {
        this.office = office;
        this.masterData = masterData;
        this.catalogue = catalogue;
        this.units = units;
        this.pool = pool;
    }

    /** The book of the last time it was asked for. */
    public Optional<RoutingBook> held() {
        Held now = held;
        return now == null ? Optional.empty() : Optional.of(now.book());
    }

    /** The book, for who only reads; costs one small query when nothing has changed. */
    public Uni<RoutingBook> current() {
        return current(Sql.on(pool));
    }

    /** The book as the transaction sees it; costs one small query when nothing has changed. */
    public Uni<RoutingBook> current(Sql sql) {
        return masterData.revision(sql).chain(revision -> {
            long copy = office.revision();
            Held now = held;
            if (now != null && now.book().revision() == revision && now.copy() == copy) {
                return Uni.createFrom().item(now.book());
            }
            return units.instructions(sql)
                    .chain(read -> catalogue.active(sql).map(rules -> {
                        var book = book(revision, read, rules.values());
                        held = new Held(copy, book);
                        return book;
                    }));
        });
    }

    /** Units, areas and categories as they are now; what leaders read first is known to dispatch alone. */
    private RoutingBook book(
            long revision, Map<String, InstructionPolicy> instructions, Collection<CatalogueRule> rules) {
        return new RoutingBook(
                revision,
                office.units().stream()
                        .map(unit -> new Unit(
                                unit.code(),
                                unit.name(),
                                unit.level(),
                                unit.parent(),
                                unit.group(),
                                unit.areas(),
                                unit.reviewSteps(),
                                unit.signOffLevel(),
                                unit.centreReview(),
                                unit.active(),
                                unit.validFrom(),
                                instructions.get(unit.code())))
                        .toList(),
                office.areas().stream()
                        .map(area -> new Area(
                                area.code(),
                                area.name(),
                                area.parents(),
                                area.zone(),
                                area.aliases(),
                                area.active(),
                                area.validFrom()))
                        .toList(),
                office.categories().stream()
                        .map(category -> new Category(
                                category.code(),
                                category.name(),
                                category.parent(),
                                category.level(),
                                category.active(),
                                category.validFrom()))
                        .toList(),
                rules);
    }

    private record Held(long copy, RoutingBook book) {}
}
