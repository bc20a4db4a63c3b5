package org.hotline12345.dispatch.masterdata;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Reads typed values out of a row and notes what is wrong with them. */
public final class RowReader {
    private static final int MOST_SHOWN = 40;

    private final CsvTable.Row row;
    private final List<ImportProblem> problems = new ArrayList<>();

    public RowReader(CsvTable.Row row) {
        this.row = row;
        if (row.tooLong()) {
            problem(null, "列数多于表头", "more cells than columns");
        }
    }

    /** Enough of a cell to find it again: a file of something else has cells of any length. */
    public static String shown(String cell) {
        return cell.length() <= MOST_SHOWN ? cell : cell.substring(0, MOST_SHOWN) + "…";
    }

    /** The cell as it stands. */
    public String text(String column) {
        return row.text(column);
    }

    /** What was wrong so far. */
    public List<ImportProblem> problems() {
        return List.copyOf(problems);
    }

    /** Whether nothing was wrong. */
    public boolean fine() {
        return problems.isEmpty();
    }

    /** Notes a problem. */
    public void problem(String column, String text, String english) {
        problems.add(new ImportProblem(row.line(), column, text, english));
    }

    /** A text that must be there, of at most this many characters. */
    public String required(String column, int max) {
        String text = row.text(column);
        if (text.isEmpty()) {
            problem(column, "不能为空", "must not be empty");
        } else if (text.length() > max) {
            problem(column, "超过 " + max + " 个字符", "longer than " + max + " characters");
        }
        return text;
    }

    /** A code: letters, digits, hyphens. */
    public String code(String column) {
        String text = required(column, 40);
        if (!text.isEmpty() && !text.matches("[A-Za-z0-9][A-Za-z0-9-]*")) {
            problem(
                    column,
                    "代码只能由字母、数字和连字符组成：" + shown(text),
                    "a code has letters, digits and hyphens only: " + shown(text));
        }
        return text;
    }

    /** A code of something that must be known; null if empty. */
    public String known(String column, Predicate<String> known) {
        String text = row.orNull(column);
        if (text != null && !known.test(text)) {
            problem(column, "代码不存在：" + shown(text), "unknown code: " + shown(text));
        }
        return text;
    }

    /** Codes that must be known. */
    public List<String> knownList(String column, Predicate<String> known) {
        var list = row.list(column);
        list.stream()
                .filter(known.negate())
                .forEach(code -> problem(column, "代码不存在：" + shown(code), "unknown code: " + shown(code)));
        return list;
    }

    /** The parts of a cell. */
    public List<String> list(String column) {
        return row.list(column);
    }

    /** A constant of an enum, by its name; the default if empty. */
    public <E extends Enum<E>> E constant(String column, Class<E> type, E ifEmpty) {
        String text = row.text(column);
        if (text.isEmpty()) {
            if (ifEmpty == null) {
                problem(column, "不能为空", "must not be empty");
            }
            return ifEmpty;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        String allowed = String.join(
                "、",
                java.util.Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
        problem(column, "取值应为：" + allowed, "must be one of: " + allowed);
        return ifEmpty;
    }

    /** true or false; the default if empty. */
    public boolean flag(String column, boolean ifEmpty) {
        String text = row.text(column).toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return ifEmpty;
        }
        if (!text.equals("true") && !text.equals("false")) {
            problem(column, "取值应为 true 或 false", "must be true or false");
        }
        return text.equals("true");
    }

    /** A whole number within bounds; the default if empty. */
    public int number(String column, int min, int max, int ifEmpty) {
        String text = row.text(column);
        if (text.isEmpty()) {
            return ifEmpty;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        problem(column, "应为 " + min + " 至 " + max + " 的整数", "must be a whole number from " + min + " to " + max);
        return ifEmpty;
    }

    /** A date, yyyy-MM-dd; the default if empty. */
    public LocalDate date(String column, LocalDate ifEmpty) {
        String text = row.text(column);
        if (text.isEmpty()) {
            return ifEmpty;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            problem(column, "日期格式应为 2026-01-31", "a date looks like 2026-01-31");
            return ifEmpty;
        }
    }
}
