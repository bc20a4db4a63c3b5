package org.hotline12345.dispatch.routing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.dispatch.masterdata.areas.model.Area;
import org.hotline12345.dispatch.masterdata.catalogue.Catalogue;
import org.hotline12345.dispatch.masterdata.categories.model.Category;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.routing.model.RoutingBook;

/** The routing book of now: made anew when units, areas, categories or catalogue have changed. */
@ApplicationScoped
public class RoutingBooks {
    private final OfficeCopy office;
    private final Catalogue catalogue;
    private final Pool pool;
    private volatile Held held;

    public RoutingBooks(OfficeCopy office, Catalogue catalogue, Pool pool) {
        this.office = office;
        this.catalogue = catalogue;
        this.pool = pool;
    }

    /** The book of the last time it was asked for. */
    Optional<RoutingBook> held() {
        Held now = held;
        return now == null ? Optional.empty() : Optional.of(now.book());
    }

    /** The book, for who only reads; costs one small query when nothing has changed. */
    public Uni<RoutingBook> current() {
        return current(Sql.on(pool));
    }

    /** The book as the transaction sees it; costs one small query when nothing has changed. */
    public Uni<RoutingBook> current(Sql sql) {
        return sql.first("select revision from master_revision").chain(row -> {
            long revision = row.getLong("revision");
            long copy = office.revision();
            Held now = held;
            if (now != null && now.book().revision() == revision && now.copy() == copy) {
                return Uni.createFrom().item(now.book());
            }
            return catalogue.active(sql).map(rules -> {
                var book = new RoutingBook(
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
                                        unit.validFrom()))
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
                        List.copyOf(rules));
                held = new Held(copy, book);
                return book;
            });
        });
    }

    private record Held(long copy, RoutingBook book) {}
}
