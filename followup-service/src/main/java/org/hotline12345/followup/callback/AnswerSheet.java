package org.hotline12345.followup.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.Satisfaction;

/**
 * Answers as a table, CSV in UTF-8 with a head. Columns: informed, resolved (是/否, true/false), satisfaction, attitude (the five
 * grades in Chinese or by their codes), reasons (codes joined by a semicolon), reason, objective. An empty cell is no answer.
 */
public final class AnswerSheet {
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    private static final String STARTS_FORMULA = "=+-@\t\r";

    /**
     * A row of the table.
     *
     * @param line The line in the file on which it begins, the head being line 1.
     * @param cells Its cells by column.
     */
    public record Line(int line, Map<String, String> cells) {
        /** A cell; null if it is empty. */
        public String cell(String column) {
            String cell = cells.get(column);
            return cell == null || cell.isBlank() ? null : cell.strip();
        }

        /** The answer of the row; {@code validation} (400) if a cell cannot be understood. */
        public AnswerInput answer() {
            String reasons = cell("reasons");
            return AnswerInput.ofCitizen(
                    flag("informed"),
                    flag("resolved"),
                    grade("satisfaction"),
                    grade("attitude"),
                    reasons == null
                            ? List.of()
                            : Arrays.stream(reasons.split("[;；]"))
                                    .map(String::strip)
                                    .filter(code -> !code.isEmpty())
                                    .toList(),
                    cell("reason"),
                    flag("objective"));
        }

        private Boolean flag(String column) {
            String cell = cell(column);
            if (cell == null) {
                return null;
            }
            return switch (cell.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "1", "是" -> true;
                case "false", "no", "0", "否" -> false;
                default -> throw Problem.invalid(column, "violation.csv.value", cell);
            };
        }

        private Satisfaction grade(String column) {
            String cell = cell(column);
            if (cell == null) {
                return null;
            }
            return Arrays.stream(Satisfaction.values())
                    .filter(grade -> grade.name().equalsIgnoreCase(cell)
                            || grade.chinese().equals(cell))
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid(column, "violation.csv.value", cell));
        }
    }

    private AnswerSheet() {}

    /** The rows of a table that has these columns at least. */
    public static List<Line> read(String text, String... columns) {
        var lines = new ArrayList<Line>();
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var schema = CsvSchema.emptySchema().withHeader();
        try (MappingIterator<Map<String, String>> rows =
                CSV.readerForMapOf(String.class).with(schema).readValues(plain)) {
            while (rows.hasNextValue()) {
                // what was read last is the line break before the row: empty lines and breaks within cells count
                int line = rows.getParser().currentLocation().getLineNr();
                lines.add(new Line(line, rows.nextValue()));
            }
        } catch (JsonProcessingException e) {
            throw Problem.invalid("csv", "violation.csv.unreadable", e.getOriginalMessage());
        } catch (IOException e) {
            throw Problem.invalid("csv", "violation.csv.unreadable", e.getMessage());
        }
        for (String column : columns) {
            if (!lines.isEmpty() && !lines.get(0).cells().containsKey(column)) {
                throw Problem.invalid("csv", "violation.csv.column", column);
            }
        }
        return lines;
    }

    /** A table as CSV with byte order mark, as office programs read it; no cell runs as a formula. */
    public static String write(List<String> head, List<List<String>> rows) {
        var text = new StringBuilder("\uFEFF");
        line(text, head);
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        text.append("\r\n");
    }

    private static String cell(String value) {
        if (value == null) {
            return "";
        }
        String text = !value.isEmpty() && STARTS_FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
