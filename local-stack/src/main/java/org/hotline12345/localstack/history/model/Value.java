package org.hotline12345.localstack.history.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a field of a case is made from a row. The empty text means: the field is left out. */
@FunctionalInterface
public interface Value {
    /** The text for a row; refuses the row where the profile leaves no way. */
    String of(Row row, Notes notes);

    /** Always the same. */
    static Value constant(String text) {
        return (row, notes) -> text;
    }

    /** What stands in a column, without spaces at both ends. */
    static Value column(String name) {
        return (row, notes) -> row.value(name);
    }

    /** Several joined; empty ones are left out together with their separator. */
    static Value concat(List<Value> parts, String separator) {
        return (row, notes) -> parts.stream()
                .map(part -> part.of(row, notes))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(separator));
    }

    /** One condition and what follows from it. */
    record Branch(Condition when, Value then) {}

    /** The first branch whose condition holds. */
    static Value choice(List<Branch> branches, Value otherwise) {
        return (row, notes) -> branches.stream()
                .filter(branch -> branch.when().holds(row))
                .findFirst()
                .map(Branch::then)
                .orElse(otherwise)
                .of(row, notes);
    }

    /**
     * By a table from values to values.
     *
     * @param columns Where the value comes from, for the message.
     * @param otherwise What stands for values that are not in the table; null: a row with such a value is refused.
     */
    default Value by(Map<String, String> table, String columns, String otherwise) {
        return (row, notes) -> {
            String key = of(row, notes);
            String found = table.getOrDefault(key, otherwise);
            if (found == null) {
                throw new RowRefused(
                        "not-in-table",
                        new Text(
                                "“" + columns + "”列的值“" + key + "”不在对照表中",
                                "value \"" + key + "\" of column " + columns + " is not in the profile's table"));
            }
            return found;
        };
    }

    /** On one line: line breaks and tabs become spaces. */
    default Value singleLine() {
        return (row, notes) -> Row.trim(of(row, notes).replaceAll("[\\s\\u00A0\\u3000]+", " "));
    }

    /** What stands for an empty text. */
    default Value whenBlank(Value other) {
        return (row, notes) -> {
            String text = of(row, notes);
            return text.isEmpty() ? other.of(row, notes) : text;
        };
    }

    /** Cut to so many characters; the notes name the field. */
    default Value truncated(int longest, String field) {
        return (row, notes) -> {
            String text = of(row, notes);
            if (text.codePointCount(0, text.length()) <= longest) {
                return text;
            }
            notes.add(
                    "truncated-" + field,
                    new Text(
                            field + " 超过 " + longest + " 字，已截断",
                            field + " longer than " + longest + " characters, cut"));
            return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
        };
    }
}
