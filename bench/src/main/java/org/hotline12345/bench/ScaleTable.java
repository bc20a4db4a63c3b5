package org.hotline12345.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.hotline12345.bench.model.Assumption;
import org.hotline12345.bench.model.Assumptions;
import org.hotline12345.bench.model.CitySize;
import org.hotline12345.bench.model.Plan;
import org.hotline12345.localstack.language.TextTable;
import org.hotline12345.localstack.language.Words;

/** Plans beside each other, and the numbers they stand on, for people. */
final class ScaleTable {
    private static final Map<String, Function<Plan, String>> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("cases-a-second", plan -> number(plan.casesASecond()));
        ROWS.put("events-a-second", plan -> number(plan.eventsASecond()));
        ROWS.put("counted", plan -> number(plan.countedShare() * 100) + " %");
        ROWS.put("busy", plan -> number(plan.busyCores()));
        ROWS.put("services", plan -> plan.instances() + " × " + plan.serviceCores());
        ROWS.put("service-memory", plan -> whole(plan.serviceMemory()));
        ROWS.put("postgres", plan -> servers(plan) + " × " + plan.postgresCores());
        ROWS.put("postgres-memory", plan -> whole(plan.postgresMemory()));
        ROWS.put("connections", plan -> whole(plan.connections()));
        ROWS.put("kafka", plan -> plan.brokers() + " × " + plan.brokerCores());
        ROWS.put("partitions", plan -> whole(plan.partitions()));
        ROWS.put("kafka-write", plan -> number(plan.kafkaMegabytes()));
        ROWS.put("databases-a-year", plan -> number(plan.databasesAYear()));
        ROWS.put("databases-kept", plan -> number(plan.databasesKept()));
        ROWS.put("topics-a-year", plan -> number(plan.topicsAYear()));
        ROWS.put("wal-a-day", plan -> number(plan.walADay()));
        ROWS.put("files-a-year", plan -> number(plan.filesAYear()));
    }

    private final Words words;

    ScaleTable(Words words) {
        this.words = words;
    }

    /** A column for each size; one column for the number of cases that was given. */
    static List<Plan> plans(Assumptions numbers) {
        if (numbers.given().containsKey(Assumption.CASES)) {
            return List.of(Plan.of(numbers));
        }
        return Arrays.stream(CitySize.values())
                .map(size -> Plan.of(numbers.with(Assumption.CASES, size.cases())))
                .toList();
    }

    /** The table for a terminal, with the numbers it stands on. */
    String text(Assumptions numbers) {
        return lines(rows(numbers)) + "\n" + words.say("scale.assumptions") + "\n" + explained(assumptions(numbers));
    }

    /** The table as it stands in the manual. */
    String markdown(Assumptions numbers) {
        return markdown(rows(numbers));
    }

    /** The numbers as they stand in the manual. */
    String markdownOfAssumptions(Assumptions numbers) {
        return markdown(assumptions(numbers));
    }

    private List<List<String>> rows(Assumptions numbers) {
        List<Plan> plans = plans(numbers);
        List<List<String>> rows = new ArrayList<>();
        if (numbers.given().containsKey(Assumption.CASES)) {
            rows.add(List.of(words.say("scale.cases"), number(numbers.of(Assumption.CASES))));
        } else {
            rows.add(row(
                    "",
                    Arrays.asList(CitySize.values()),
                    size -> words.say("scale.size." + size.name().toLowerCase(Locale.ROOT))));
            rows.add(row(words.say("scale.cases"), Arrays.asList(CitySize.values()), size -> whole(size.cases())));
        }
        rows.add(row(
                words.say("scale.row.stage"),
                plans,
                plan -> words.say("scale.stage." + plan.stage().name().toLowerCase(Locale.ROOT))));
        ROWS.forEach((key, value) -> rows.add(row(words.say("scale.row." + key), plans, value)));
        return rows;
    }

    private static <T> List<String> row(String title, List<T> columns, Function<T, String> cell) {
        List<String> row = new ArrayList<>(List.of(title));
        columns.forEach(column -> row.add(cell.apply(column)));
        return row;
    }

    private List<List<String>> assumptions(Assumptions numbers) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(words.say("scale.assumptions.head").split("\\|")));
        for (Assumption one : Assumption.values()) {
            boolean own = numbers.given().containsKey(one);
            rows.add(List.of(
                    one.key(),
                    plain(numbers.of(one)),
                    own
                            ? words.say("scale.origin.given")
                            : words.say("scale.origin." + one.origin().name().toLowerCase(Locale.ROOT)),
                    words.say("scale.assume." + one.key())));
        }
        return rows;
    }

    /** Standbys are as large as what they stand by. */
    private static String servers(Plan plan) {
        return plan.standbys() == 0
                ? String.valueOf(plan.primaries())
                : plan.primaries() + "+" + plan.primaries() * plan.standbys();
    }

    /** The last column is a sentence and stands to the left. */
    private static String explained(List<List<String>> rows) {
        List<String> lines = TextTable.lines(
                rows.stream().map(row -> row.subList(0, row.size() - 1)).toList());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            text.append(lines.get(i))
                    .append("  ")
                    .append(row.get(row.size() - 1))
                    .append('\n');
        }
        return text.toString();
    }

    private static String lines(List<List<String>> rows) {
        return String.join("\n", TextTable.lines(rows)) + "\n";
    }

    private static String markdown(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|---".repeat(rows.get(0).size())).append("|\n");
            }
        }
        return text.toString();
    }

    /** Two digits that say something; larger ones whole. */
    private static String number(double value) {
        if (value == 0) {
            return "0";
        }
        int places = (int) Math.max(0, 1 - Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%,." + places + "f", value);
    }

    private static String whole(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : String.valueOf(value);
    }
}
