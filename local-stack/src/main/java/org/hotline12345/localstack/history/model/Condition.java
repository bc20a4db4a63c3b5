package org.hotline12345.localstack.history.model;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A yes or no about a row. */
public sealed interface Condition {
    /** Whether it holds for the row. */
    boolean holds(Row row);

    /** Columns it reads. */
    Set<String> columns();

    /** The column is empty or spaces only. */
    record Blank(String column) implements Condition {
        @Override
        public boolean holds(Row row) {
            return row.value(column).isEmpty();
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    /** The column is one of the values. */
    record OneOf(String column, Set<String> values) implements Condition {
        public OneOf {
            values = Set.copyOf(values);
        }

        @Override
        public boolean holds(Row row) {
            return values.contains(row.value(column));
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    /** The regular expression is found in the column. */
    record Matches(String column, Pattern pattern) implements Condition {
        @Override
        public boolean holds(Row row) {
            return pattern.matcher(row.value(column)).find();
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    /** One of the words stands in one of the columns. */
    record Words(List<String> in, List<String> words) implements Condition {
        public Words {
            in = List.copyOf(in);
            words = List.copyOf(words);
        }

        @Override
        public boolean holds(Row row) {
            for (String column : in) {
                String value = row.value(column);
                for (String word : words) {
                    if (value.contains(word)) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public Set<String> columns() {
            return new LinkedHashSet<>(in);
        }
    }

    /** Both times are there and the first lies before the second. */
    record Before(Moment first, Moment second) implements Condition {
        @Override
        public boolean holds(Row row) {
            Notes unused = new Notes();
            Optional<Instant> earlier = first.of(row, unused);
            Optional<Instant> later = second.of(row, unused);
            return earlier.isPresent() && later.isPresent() && earlier.get().isBefore(later.get());
        }

        @Override
        public Set<String> columns() {
            return Set.of(first.column(), second.column());
        }
    }

    /** All hold. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Row row) {
            return parts.stream().allMatch(part -> part.holds(row));
        }

        @Override
        public Set<String> columns() {
            return union(parts);
        }
    }

    /** At least one holds. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Row row) {
            return parts.stream().anyMatch(part -> part.holds(row));
        }

        @Override
        public Set<String> columns() {
            return union(parts);
        }
    }

    /** It does not hold. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Row row) {
            return !part.holds(row);
        }

        @Override
        public Set<String> columns() {
            return part.columns();
        }
    }

    private static Set<String> union(List<Condition> parts) {
        Set<String> columns = new LinkedHashSet<>();
        parts.forEach(part -> columns.addAll(part.columns()));
        return columns;
    }
}
