package org.hotline12345.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Every figure of {@code docs/assessment.md} by unit and month, computed in SQL from assessment's journal by the words of its
 * definition, with none of the service's facts, sums or rules: an opinion of its own on what the service answers. The SQL is
 * {@code recompute/courses.sql}, {@code figures.sql} and {@code rates.txt}.
 */
public final class RecomputedFigures {
    private static final String WORKING_DAYS = "workingDays";
    private static final String WORKING_DAYS_OF = "workingDaysOf";
    private static final String P90 = "p90WorkingDays";
    private static final String RECEIVED = "received";

    /** Names the whole office among the units. */
    private static final String ALL = "\u0000";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** A rate by the names of its counts. */
    private record Rate(String code, String numerator, List<String> denominator) {
        static Rate of(String line) {
            String[] sides = line.split(" = | / ");
            return new Rate(sides[0], sides[1], List.of(sides[2].split(" - ")));
        }
    }

    /** One count, or the number of days, of a unit in a month. */
    private record Place(String month, String unit, String code) {}

    private final List<Rate> rates = read("rates.txt")
            .lines()
            .filter(line -> !line.isBlank())
            .map(Rate::of)
            .toList();
    private final Map<Place, Long> numbers = new HashMap<>();
    private final Map<Place, BigDecimal> per10k = new HashMap<>();
    private final Set<String> counts = new TreeSet<>();
    private final SortedMap<String, Set<String>> unitsByMonth = new TreeMap<>();

    private RecomputedFigures() {}

    /** Computes all figures of all months from the journal that lies in the database of assessment. */
    public static RecomputedFigures of(Connection assessment) throws SQLException {
        var figures = new RecomputedFigures();
        try (var statement = assessment.createStatement()) {
            statement.execute("discard temp");
            statement.execute(read("courses.sql"));
            for (String block : read("figures.sql").split("(?m)^(?=-- \\w+(:|$))")) {
                var named = Pattern.compile("^-- (\\w+)(?::.*)?\\n([\\s\\S]+)$").matcher(block);
                if (named.matches() && named.group(2).contains("select")) {
                    figures.counts.add(named.group(1));
                    figures.take(assessment, named.group(1), named.group(2), "sum(amount)");
                    if (named.group(1).equals(WORKING_DAYS)) {
                        figures.take(
                                assessment, P90, named.group(2), "percentile_disc(0.9) within group (order by amount)");
                    }
                }
            }
            figures.takeInhabitants(assessment);
        }
        return figures;
    }

    private void take(Connection assessment, String code, String of, String amount) throws SQLException {
        String each = of.contains("as amount") ? of : "select unit, at, 1 as amount from (%s) as one".formatted(of);
        try (var statement = assessment.createStatement();
                var rows = statement.executeQuery("""
                        select month, unit, grouping(unit) = 1 as whole, %s as number
                        from months
                        join (%s) as found on found.at >= months.from_at and found.at < months.to_at
                        group by grouping sets ((month, unit), (month))
                        """.formatted(amount, each))) {
            while (rows.next()) {
                String unit = rows.getBoolean("whole") ? ALL : String.valueOf(rows.getString("unit"));
                numbers.put(new Place(rows.getString("month"), unit, code), rows.getLong("number"));
                unitsByMonth
                        .computeIfAbsent(rows.getString("month"), month -> new TreeSet<>())
                        .add(unit);
            }
        }
    }

    /** By the latest year known that is not behind the month's. */
    private void takeInhabitants(Connection assessment) throws SQLException {
        try (var statement = assessment.createStatement();
                var rows = statement.executeQuery("""
                        select distinct on (month, code) month, code, inhabitants
                        from months
                        join inhabitants on kind = 'UNIT' and year <= left(month, 4)::integer
                        order by month, code, year desc
                        """)) {
            while (rows.next()) {
                String month = rows.getString("month");
                String unit = rows.getString("code");
                per10k.put(
                        new Place(month, unit, RECEIVED),
                        BigDecimal.valueOf(number(month, unit, RECEIVED))
                                .multiply(BigDecimal.valueOf(10_000))
                                .divide(BigDecimal.valueOf(rows.getLong("inhabitants")), 2, RoundingMode.HALF_UP));
            }
        }
    }

    /** The months in which anything was counted, in order. */
    public Collection<String> months() {
        return unitsByMonth.keySet();
    }

    /** Names of all figures that are recomputed; the composite needs a rule set and is told with its weights. */
    public Set<String> codes() {
        var codes = new TreeSet<>(counts);
        rates.forEach(rate -> codes.add(rate.code()));
        codes.addAll(List.of("avgWorkingDays", P90, "receivedPerDay", "receivedShare", "receivedPer10k"));
        return codes;
    }

    /** Names of the counts, and of the rates, of which something is to be counted in these months: they are not nought by nothing. */
    public Set<String> notNought(Collection<String> months) {
        var names = new TreeSet<String>();
        for (String month : months) {
            counts.stream().filter(code -> number(month, ALL, code) != 0).forEach(names::add);
            rates.stream()
                    .filter(rate -> denominator(month, ALL, rate) > 0)
                    .map(Rate::code)
                    .forEach(names::add);
        }
        return names;
    }

    /**
     * Where what the service says of a month differs from what is recomputed.
     *
     * @param units The rows by unit; the key of what no unit has is {@code "null"}.
     * @param whole The row of the whole office.
     * @param weights The weights by rate of the composite of the rule set asked for.
     */
    public List<String> differences(
            String month,
            Map<String, Map<String, Object>> units,
            Map<String, Object> whole,
            Map<String, Integer> weights) {
        var differences = new ArrayList<String>();
        var all = new TreeSet<>(unitsByMonth.getOrDefault(month, Set.of()));
        all.addAll(units.keySet());
        all.add(ALL);
        for (String unit : all) {
            var row = unit.equals(ALL) ? whole : units.get(unit);
            figures(month, unit, weights).forEach((code, own) -> {
                Object said = row == null ? own instanceof Long ? 0 : null : row.get(code);
                if (!same(own, said)) {
                    differences.add("%s %s %s: recomputed %s, the service says %s"
                            .formatted(month, unit.equals(ALL) ? "(all)" : unit, code, own, said));
                }
            });
        }
        return differences;
    }

    /** How many figures {@link #differences} compares. */
    public int compared(String month) {
        return unitsByMonth.getOrDefault(month, Set.of()).size() * codes().size();
    }

    /** The figures of a unit: numbers as such, the rest as people read it. */
    private Map<String, Object> figures(String month, String unit, Map<String, Integer> weights) {
        var figures = new LinkedHashMap<String, Object>();
        counts.forEach(code -> figures.put(code, number(month, unit, code)));
        var byRate = new HashMap<String, BigDecimal>();
        rates.forEach(rate -> byRate.put(
                rate.code(), percent(number(month, unit, rate.numerator()), denominator(month, unit, rate))));
        BigDecimal ofUnits = byRate.remove("unitAcceptanceRate");
        if (!unit.equals(ALL)) {
            // of units it stands under both names
            byRate.put("unitAcceptanceRate", ofUnits);
            byRate.put("acceptanceRate", ofUnits);
        }
        figures.putAll(byRate);
        long rounds = number(month, unit, WORKING_DAYS_OF);
        figures.put("avgWorkingDays", rounds == 0 ? null : ratio(number(month, unit, WORKING_DAYS), rounds));
        figures.put(P90, rounds == 0 ? null : (Object) number(month, unit, P90));
        long received = number(month, unit, RECEIVED);
        figures.put("receivedPerDay", ratio(received, YearMonth.parse(month).lengthOfMonth()));
        figures.put("receivedShare", percent(received, number(month, ALL, RECEIVED)));
        figures.put("receivedPer10k", per10k.get(new Place(month, unit, RECEIVED)));
        figures.put("compositeSatisfactionRate", composite(month, unit, weights));
        return figures;
    }

    /** What nobody was asked by is left out, and its weight goes to the others. */
    private BigDecimal composite(String month, String unit, Map<String, Integer> weights) {
        var sum = BigDecimal.ZERO;
        var used = BigDecimal.ZERO;
        for (Rate rate : rates) {
            long denominator = denominator(month, unit, rate);
            if (weights.containsKey(rate.code()) && denominator > 0) {
                var weight = BigDecimal.valueOf(weights.get(rate.code()));
                sum = sum.add(percent(number(month, unit, rate.numerator()), denominator)
                        .multiply(weight));
                used = used.add(weight);
            }
        }
        return used.signum() == 0 ? null : sum.divide(used, 2, RoundingMode.HALF_UP);
    }

    private long number(String month, String unit, String code) {
        return numbers.getOrDefault(new Place(month, unit, code), 0L);
    }

    private long denominator(String month, String unit, Rate rate) {
        long whole = number(month, unit, rate.denominator().get(0));
        return rate.denominator().stream()
                .skip(1)
                .mapToLong(code -> number(month, unit, code))
                .reduce(whole, (left, less) -> left - less);
    }

    private static BigDecimal percent(long numerator, long denominator) {
        return denominator <= 0
                ? null
                : BigDecimal.valueOf(numerator)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(denominator), 2, RoundingMode.HALF_UP);
    }

    private static BigDecimal ratio(long number, long of) {
        return BigDecimal.valueOf(number).divide(BigDecimal.valueOf(of), 2, RoundingMode.HALF_UP);
    }

    private static boolean same(Object own, Object said) {
        return own == null || said == null
                ? own == said
                : new BigDecimal(own.toString()).compareTo(new BigDecimal(said.toString())) == 0;
    }

    private static String read(String name) {
        try (var text = RecomputedFigures.class.getResourceAsStream("/recompute/" + name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
