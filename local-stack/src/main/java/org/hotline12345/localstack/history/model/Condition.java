package org.hotline12345.localstack.history.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A yes or no about a row. */
@FunctionalInterface
public interface Condition {
    /** Whether it holds for the row. */
    boolean holds(Row row);

    /** The column is empty or spaces only. */
    static Condition blank(String column) {
        return row -> row.value(column).isEmpty();
    }

    /** The column is one of the values. */
    static Condition oneOf(String column, Set<String> values) {
        return row -> values.contains(row.value(column));
    }

    /** The regular expression is found in the column. */
    static Condition matches(String column, Pattern pattern) {
        return row -> pattern.matcher(row.value(column)).find();
    }

    /** One of the words stands in one of the columns. */
    static Condition words(List<String> columns, List<String> words) {
        return row -> columns.stream()
                .map(row::value)
                .anyMatch(value -> words.stream().anyMatch(value::contains));
    }

    /** Both times are there and the first lies before the second. */
    static Condition before(Moment first, Moment second) {
        return row -> {
            Notes unused = new Notes();
            Optional<Instant> earlier = first.of(row, unused);
            Optional<Instant> later = second.of(row, unused);
            return earlier.isPresent() && later.isPresent() && earlier.get().isBefore(later.get());
        };
    }

    /** All hold. */
    static Condition all(List<Condition> parts) {
        return row -> parts.stream().allMatch(part -> part.holds(row));
    }

    /** At least one holds. */
    static Condition any(List<Condition> parts) {
        return row -> parts.stream().anyMatch(part -> part.holds(row));
    }

    /** It does not hold. */
    default Condition not() {
        return row -> !holds(row);
    }
}
