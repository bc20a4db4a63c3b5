package org.hotline12345.assessment.bulletin.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;

/**
 * A piece of a document.
 *
 * @param text Its text; of a table or a chart, its caption.
 * @param rows Of a chart: the name of what is measured, then a plain number for each further column.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Block(Form form, String text, List<Column> columns, List<List<String>> rows) {
    /** What a piece of a document is. */
    public enum Form {
        /** 一、 */
        HEADING,
        /** (一) */
        SUBHEADING,
        PARAGRAPH,
        /** A table; its head is repeated on every page. */
        TABLE,
        /** Bars beside each other, as long as the numbers of its rows; they stand in the table before it too. */
        CHART,
        /** Small print. */
        NOTE
    }

    /**
     * A column.
     *
     * @param weight How wide it is beside the others.
     * @param number Whether numbers stand in it, right-aligned.
     */
    public record Column(String name, int weight, boolean number) {}

    /** What is measured in a chart, with a bar for each column of numbers. */
    public record Bars(String name, List<Bar> bars) {}

    /** @param length In hundredths of the longest of the chart. */
    public record Bar(String value, BigDecimal length) {}

    public Block {
        columns = columns == null ? List.of() : List.copyOf(columns);
        rows = rows == null ? List.of() : List.copyOf(rows);
    }

    static Block heading(String text) {
        return new Block(Form.HEADING, text, null, null);
    }

    static Block subheading(String text) {
        return new Block(Form.SUBHEADING, text, null, null);
    }

    static Block paragraph(String text) {
        return new Block(Form.PARAGRAPH, text, null, null);
    }

    static Block note(String text) {
        return new Block(Form.NOTE, text, null, null);
    }

    static Block table(String caption, List<Column> columns, List<List<String>> rows) {
        return new Block(Form.TABLE, caption, columns, rows);
    }

    static Block chart(String caption, List<Column> columns, List<List<String>> rows) {
        return new Block(Form.CHART, caption, columns, rows);
    }

    /** The bars of a chart from top to bottom. */
    public List<Bars> bars() {
        BigDecimal longest = rows.stream()
                .flatMap(row -> row.stream().skip(1))
                .map(BigDecimal::new)
                .reduce(BigDecimal.ONE, BigDecimal::max);
        return rows.stream()
                .map(row -> new Bars(
                        row.get(0),
                        row.stream()
                                .skip(1)
                                .map(BigDecimal::new)
                                .map(value -> new Bar(
                                        Written.number(value),
                                        value.movePointRight(2).divide(longest, 1, RoundingMode.HALF_UP)))
                                .toList()))
                .toList();
    }

    /** A chart for those who cannot see it. */
    public String inWords(Language language) {
        String comma = Text.in(language, "，", ", ");
        return text
                + Text.in(language, "：", ": ")
                + rows.stream()
                        .map(row -> row.get(0)
                                + comma
                                + IntStream.range(1, row.size())
                                        .mapToObj(i -> columns.get(i).name() + " "
                                                + Written.number(new BigDecimal(row.get(i))))
                                        .collect(Collectors.joining(comma)))
                        .collect(Collectors.joining(Text.in(language, "；", "; ")));
    }
}
