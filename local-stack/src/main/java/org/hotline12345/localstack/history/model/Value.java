package org.hotline12345.localstack.history.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a field of a case is made from a row. The empty text means: the field is left out. */
public sealed interface Value {
    /** The text for a row; refuses the row where the profile leaves no way. */
    String of(Row row, Notes notes);

    /** Columns it reads. */
    Set<String> columns();

    /** Always the same. */
    record Constant(String text) implements Value {
        @Override
        public String of(Row row, Notes notes) {
            return text;
        }

        @Override
        public Set<String> columns() {
            return Set.of();
        }
    }

    /** What stands in a column, without spaces at both ends. */
    record Column(String name) implements Value {
        @Override
        public String of(Row row, Notes notes) {
            return row.value(name);
        }

        @Override
        public Set<String> columns() {
            return Set.of(name);
        }
    }

    /** Several joined; empty ones are left out together with their separator. */
    record Concat(List<Value> parts, String separator) implements Value {
        public Concat {
            parts = List.copyOf(parts);
        }

        @Override
        public String of(Row row, Notes notes) {
            List<String> texts = new ArrayList<>();
            for (Value part : parts) {
                String text = part.of(row, notes);
                if (!text.isEmpty()) {
                    texts.add(text);
                }
            }
            return String.join(separator, texts);
        }

        @Override
        public Set<String> columns() {
            return union(parts);
        }
    }

    /**
     * A table from values to values.
     *
     * @param of What is looked up.
     * @param otherwise What stands for values that are not in the table.
     * @param strict Whether a row with such a value is refused instead.
     */
    record Lookup(Value of, Map<String, String> table, String otherwise, boolean strict) implements Value {
        public Lookup {
            table = Map.copyOf(table);
        }

        @Override
        public String of(Row row, Notes notes) {
            String key = of.of(row, notes);
            String found = table.getOrDefault(key, otherwise);
            if (strict && !table.containsKey(key)) {
                String names = String.join(", ", of.columns());
                throw new RowRefused(
                        "not-in-table",
                        new Text(
                                "“" + names + "”列的值“" + key + "”不在对照表中",
                                "value \"" + key + "\" of column " + names + " is not in the profile's table"));
            }
            return found;
        }

        @Override
        public Set<String> columns() {
            return of.columns();
        }
    }

    /** The first branch whose condition holds. */
    record Choice(List<Branch> branches, Value otherwise) implements Value {
        /** One condition and what follows from it. */
        public record Branch(Condition when, Value then) {}

        public Choice {
            branches = List.copyOf(branches);
        }

        @Override
        public String of(Row row, Notes notes) {
            for (Branch branch : branches) {
                if (branch.when().holds(row)) {
                    return branch.then().of(row, notes);
                }
            }
            return otherwise.of(row, notes);
        }

        @Override
        public Set<String> columns() {
            Set<String> columns = new LinkedHashSet<>(otherwise.columns());
            branches.forEach(branch -> {
                columns.addAll(branch.when().columns());
                columns.addAll(branch.then().columns());
            });
            return columns;
        }
    }

    /**
     * A text put into shape.
     *
     * @param of The text.
     * @param field Name of the field, for the notes.
     * @param singleLine Line breaks and tabs become spaces.
     * @param truncate Longest length in characters; 0: any.
     * @param whenBlank What stands for an empty text.
     */
    record Shaped(Value of, String field, boolean singleLine, int truncate, Value whenBlank) implements Value {
        @Override
        public String of(Row row, Notes notes) {
            String text = of.of(row, notes);
            if (singleLine) {
                text = Row.trim(text.replaceAll("[\\s\\u00A0\\u3000]+", " "));
            }
            if (text.isEmpty() && whenBlank != null) {
                text = whenBlank.of(row, notes);
            }
            if (truncate > 0 && text.codePointCount(0, text.length()) > truncate) {
                notes.add(
                        "truncated-" + field,
                        new Text(
                                field + " 超过 " + truncate + " 字，已截断",
                                field + " longer than " + truncate + " characters, cut"));
                text = text.substring(0, text.offsetByCodePoints(0, truncate - 1)) + "…";
            }
            return text;
        }

        @Override
        public Set<String> columns() {
            Set<String> columns = new LinkedHashSet<>(of.columns());
            if (whenBlank != null) {
                columns.addAll(whenBlank.columns());
            }
            return columns;
        }
    }

    private static Set<String> union(List<Value> parts) {
        Set<String> columns = new LinkedHashSet<>();
        parts.forEach(part -> columns.addAll(part.columns()));
        return columns;
    }
}
