package org.hotline12345.dispatch.routing.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.masterdata.CsvTable;
import org.hotline12345.dispatch.masterdata.areas.model.Area;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.catalogue.model.Lead;
import org.hotline12345.dispatch.masterdata.categories.model.Category;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;

/** The shipped units, areas, categories and catalogue, read without a database. */
final class ChangchunBook {
    private ChangchunBook() {}

    static RoutingBook read() {
        return new RoutingBook(
                1,
                rows("units").stream().map(ChangchunBook::unit).toList(),
                areas(),
                rows("categories").stream()
                        .map(row -> new Category(
                                row.text("code"), row.text("name"), row.orNull("parent"), 1, true, Instant.EPOCH))
                        .toList(),
                rows("catalogue").stream().map(ChangchunBook::rule).toList());
    }

    static List<Area> areas() {
        return rows("areas").stream()
                .map(row -> new Area(
                        row.text("code"),
                        row.text("name"),
                        row.list("parents"),
                        Boolean.parseBoolean(row.text("zone")),
                        row.list("aliases"),
                        true,
                        Instant.EPOCH))
                .toList();
    }

    private static Unit unit(CsvTable.Row row) {
        return new Unit(
                row.text("code"),
                row.text("name"),
                UnitLevel.valueOf(row.text("level")),
                row.orNull("parent"),
                row.text("group"),
                row.list("areas"),
                1,
                SignOffLevel.DEPUTY,
                false,
                true,
                Instant.EPOCH,
                null);
    }

    private static CatalogueRule rule(CsvTable.Row row) {
        return new CatalogueRule(
                UUID.randomUUID(),
                row.text("category"),
                row.orNull("area"),
                row.list("keywords"),
                Lead.parse(row.text("leadUnit")).orElseThrow(),
                row.list("coUnits"),
                LocalDate.parse(row.text("validFrom")),
                null);
    }

    private static List<CsvTable.Row> rows(String name) {
        try (var in = ChangchunBook.class.getResourceAsStream("/changchun/" + name + ".csv")) {
            return CsvTable.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .rows();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
