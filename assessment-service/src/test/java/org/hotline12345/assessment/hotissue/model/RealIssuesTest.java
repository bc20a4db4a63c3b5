package org.hotline12345.assessment.hotissue.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hotline12345.assessment.hotissue.model.Messages.Found;
import org.hotline12345.assessment.hotissue.model.Messages.Message;
import org.hotline12345.testing.RealData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Real messages. The sample's groups are spread over two months and over two and a half years, so it is placed with a window
 * of three years; everything else is as shipped. With {@code -Dhotline.measure=1} the hottest issues of the larger files are
 * written to {@code target/hot-issues}.
 */
class RealIssuesTest {
    private static final Duration WINDOW = Duration.ofDays(90);
    private static final Duration OF_THE_SAMPLE = Duration.ofDays(3 * 365);
    private static final int ORDERS = 20;

    @Test
    void both_groups_of_the_sample_are_found_and_kept_apart() throws IOException {
        Map<String, String> gold = Messages.gold(RealData.file("hot-issue-sample30-gold.csv"));
        List<Message> messages = new ArrayList<>(Messages.sample(RealData.file("hot-issue-sample30.csv")));
        messages.sort(Comparator.comparing(Message::at));

        List<Found> found = Messages.group(messages, GroupingRules.within(OF_THE_SAMPLE));

        assertThat(found.stream()
                        .filter(group -> group.size() > 1)
                        .map(group -> group.messages().stream()
                                        .map(m -> gold.get(m.id()))
                                        .distinct()
                                        .toList() + " " + group.size()))
                .containsExactlyInAnyOrder("[1] 10", "[2] 5");
        assertThat(found.stream()
                        .filter(g -> g.size() == 10)
                        .findFirst()
                        .orElseThrow()
                        .name()
                        .words())
                .anyMatch(word -> word.contains("魅力之城"));
        assertThat(found.stream()
                        .filter(g -> g.size() == 5)
                        .findFirst()
                        .orElseThrow()
                        .name()
                        .words())
                .anyMatch(word -> word.contains("经济学院"));
    }

    @Test
    void the_order_of_the_sample_does_not_matter() throws IOException {
        Map<String, String> gold = Messages.gold(RealData.file("hot-issue-sample30-gold.csv"));
        List<Message> messages = Messages.sample(RealData.file("hot-issue-sample30.csv"));
        for (int seed = 0; seed < ORDERS; seed++) {
            List<Message> shuffled = new ArrayList<>(messages);
            Collections.shuffle(shuffled, new Random(seed));
            Pairs pairs = Pairs.of(Messages.group(shuffled, GroupingRules.within(OF_THE_SAMPLE)), gold);
            assertThat(pairs.precision()).as("precision of order %d", seed).isEqualTo(1);
            assertThat(pairs.recall()).as("recall of order %d", seed).isGreaterThanOrEqualTo(0.8);
        }
    }

    /** Without a gold standard: what is found is few, and no group takes everything in. */
    @Test
    void ten_years_of_messages_give_few_and_small_issues() throws IOException {
        List<Message> messages = Messages.withReplies(RealData.file("messages-with-replies.csv"));
        List<Found> issues = Messages.group(messages, GroupingRules.within(WINDOW)).stream()
                .filter(group -> group.size() >= 3 && group.citizens() >= 2)
                .toList();
        assertThat(issues.size()).isBetween(10, 60);
        assertThat(issues).allMatch(issue -> issue.size() <= 12);
        assertThat(issues)
                .allMatch(issue -> issue.messages().stream()
                                .map(Message::place)
                                .filter(place -> place != null)
                                .distinct()
                                .count()
                        <= 1);
    }

    @Test
    @EnabledIfSystemProperty(named = "hotline.measure", matches = ".+")
    void the_hottest_issues_of_the_larger_files() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "hot-issues"));
        write(
                folder.resolve("messages.md"),
                Messages.withReplies(RealData.file("messages-with-replies.csv")),
                ZoneId.of("Asia/Shanghai"));
        write(
                folder.resolve("boston.md"),
                Messages.boston(RealData.file("boston-311-2011H2.zip")),
                ZoneId.of("America/New_York"));
        assertThat(folder.resolve("messages.md")).isNotEmptyFile();
        assertThat(folder.resolve("boston.md")).isNotEmptyFile();
    }

    private static void write(Path file, List<Message> messages, ZoneId zone) throws IOException {
        long start = System.nanoTime();
        List<Found> groups = Messages.group(messages, GroupingRules.within(WINDOW));
        double millis = (System.nanoTime() - start) / 1e6;
        var text = new StringBuilder("%d messages, %d issues, %.2f ms a message%n"
                .formatted(
                        messages.size(),
                        groups.stream()
                                .filter(g -> g.size() >= 3 && g.citizens() >= 2)
                                .count(),
                        millis / messages.size()));
        text.append("| # | name | size | citizens | first | last | hottest week | cases | before | heat |\n");
        var rows = groups.stream()
                .filter(group -> group.size() >= 3 && group.citizens() >= 2)
                .map(group -> new Peak(group, Week.hottest(group, day(messages.get(0), zone), zone)))
                .sorted(Comparator.comparingDouble((Peak peak) -> peak.week().heat())
                        .reversed())
                .limit(25)
                .toList();
        int number = 1;
        for (Peak peak : rows) {
            List<Message> of = peak.group().messages();
            text.append("| %d | %s | %d | %d | %s | %s | %s | %d | %d | %.1f | %s %s%n"
                    .formatted(
                            number++,
                            peak.group().name().name(),
                            of.size(),
                            peak.group().citizens(),
                            day(of.get(0), zone),
                            day(of.get(of.size() - 1), zone),
                            peak.week().monday(),
                            peak.week().cases(),
                            peak.week().before(),
                            peak.week().heat(),
                            of.get(0).place(),
                            of.stream().map(Message::id).limit(12).toList()));
        }
        Files.writeString(file, text);
    }

    private static LocalDate day(Message message, ZoneId zone) {
        return LocalDate.ofInstant(message.at(), zone);
    }

    private record Peak(Found group, Week week) {}

    private record Week(LocalDate monday, long cases, long before, double heat) {
        static Week hottest(Found group, LocalDate first, ZoneId zone) {
            var byWeek = new TreeMap<LocalDate, Long>();
            group.messages()
                    .forEach(m -> byWeek.merge(
                            day(m, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), 1L, Long::sum));
            LocalDate known = first.plusWeeks(4);
            return byWeek.entrySet().stream()
                    .filter(entry -> entry.getKey().isAfter(known))
                    .map(entry -> {
                        long before = byWeek
                                .subMap(entry.getKey().minusWeeks(Heat.PERIODS_BEFORE), entry.getKey())
                                .values()
                                .stream()
                                .mapToLong(Long::longValue)
                                .sum();
                        long weeks = ChronoUnit.WEEKS.between(first, entry.getKey());
                        return new Week(
                                entry.getKey(), entry.getValue(), before, Heat.of(entry.getValue(), before, weeks));
                    })
                    .max(Comparator.comparingDouble(Week::heat))
                    .orElse(new Week(first, 0, 0, 0));
        }
    }

    /** Pairs of messages that were put together, and that belong together. */
    private record Pairs(long right, long found, long wanted) {
        static Pairs of(List<Found> groups, Map<String, String> gold) {
            long right = 0;
            long found = 0;
            for (Found group : groups) {
                List<String> topics =
                        group.messages().stream().map(m -> gold.get(m.id())).toList();
                for (int i = 0; i < topics.size(); i++) {
                    for (int j = i + 1; j < topics.size(); j++) {
                        found++;
                        right += !"0".equals(topics.get(i)) && topics.get(i).equals(topics.get(j)) ? 1 : 0;
                    }
                }
            }
            var sizes = new TreeMap<String, Long>();
            gold.values().forEach(topic -> sizes.merge(topic, 1L, Long::sum));
            sizes.remove("0");
            long wanted = sizes.values().stream()
                    .mapToLong(size -> size * (size - 1) / 2)
                    .sum();
            return new Pairs(right, found, wanted);
        }

        double precision() {
            return found == 0 ? 1 : (double) right / found;
        }

        double recall() {
            return (double) right / wanted;
        }
    }
}
