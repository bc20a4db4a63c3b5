package org.hotline12345.chassis.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.hotline12345.chassis.problem.Violation;

/** A document that was read and fits its schema. */
public final class Document {
    private final JsonNode tree;
    private final DocumentLines lines;

    Document(JsonNode tree, DocumentLines lines) {
        this.tree = Objects.requireNonNull(tree, "tree");
        this.lines = Objects.requireNonNull(lines, "lines");
    }

    /** What it says. */
    public JsonNode tree() {
        return tree;
    }

    /**
     * What is wrong with a field although the document fits its schema, with the line of the field.
     *
     * @param field such as {@code deadlines.REPLY.terms[0]}; of one that is missing the line of what should hold it is named
     * @param text key of the text
     * @param args values for {@code {0}, {1} …} in the text
     */
    public Violation violation(String field, String text, Object... args) {
        return Violation.of(field, text, args).atLine(lines.lineOf(field));
    }
}
