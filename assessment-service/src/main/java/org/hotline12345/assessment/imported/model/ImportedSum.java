package org.hotline12345.assessment.imported.model;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What imported figures of one kind and unit come to in a period.
 *
 * @param days How many days of the period they cover.
 * @param sources Where they come from.
 * @param storedBy Who imported them.
 */
public record ImportedSum(long amount, long days, List<String> sources, List<String> storedBy) {
    /**
     * A figure.
     *
     * @param first First day it counts.
     * @param last Last day it counts.
     */
    public record ImportedFigure(LocalDate first, LocalDate last, long amount, String source, String storedBy) {
        private long days() {
            return ChronoUnit.DAYS.between(first, last) + 1;
        }
    }

    /**
     * The sum of figures that lie within a period. No day counts twice: of those that overlap the longest is taken, so that a
     * month's figure stands for the days that were imported before it.
     */
    public static ImportedSum of(Collection<ImportedFigure> figures) {
        var taken = new TreeMap<LocalDate, ImportedFigure>();
        figures.stream()
                .sorted(Comparator.comparingLong(ImportedFigure::days)
                        .reversed()
                        .thenComparing(ImportedFigure::first))
                .filter(figure -> {
                    var before = taken.floorEntry(figure.last());
                    return before == null || before.getValue().last().isBefore(figure.first());
                })
                .forEach(figure -> taken.put(figure.first(), figure));
        var sources = new TreeSet<String>();
        var people = new TreeSet<String>();
        taken.values().forEach(figure -> {
            sources.add(figure.source());
            people.add(figure.storedBy());
        });
        return new ImportedSum(
                taken.values().stream().mapToLong(ImportedFigure::amount).sum(),
                taken.values().stream().mapToLong(ImportedFigure::days).sum(),
                List.copyOf(sources),
                List.copyOf(people));
    }
}
