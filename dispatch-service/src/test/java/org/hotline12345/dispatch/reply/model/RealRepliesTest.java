package org.hotline12345.dispatch.reply.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.reply.model.ShippedWording.WORDING;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.dispatch.masterdata.CsvTable;
import org.hotline12345.dispatch.reply.model.ReplyVerdict.Flag;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Disposition;
import org.hotline12345.testing.ProjectRoot;
import org.hotline12345.testing.RealData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The rules on 2,816 real replies. They came without a disposition, so each is checked without one, and then as if it had been
 * filed as RESOLVED and as NOT_ESTABLISHED for the flags of these. The type is read from the title: 咨询 and questions are
 * consultations. For copies all count as replies of one unit, the older before the younger.
 */
class RealRepliesTest {
    /** What the committed table and the documentation count; chosen before the rules were written. */
    private static final int SAMPLE = 50;

    private static final long SEED = 12345;
    private static final Set<ReplyFlag> OF_DISPOSITION =
            EnumSet.of(ReplyFlag.STILL_OPEN, ReplyFlag.SAYS_NOT_ESTABLISHED, ReplyFlag.SAYS_ESTABLISHED);

    /** Was not looked for when the sample was read. */
    private static final Set<ReplyFlag> NOT_READ = EnumSet.of(ReplyFlag.SAYS_NOT_ESTABLISHED);

    /** Figures of all flags, agreement on the sample, time; written to target/reply-quality. */
    @Test
    @EnabledIfSystemProperty(named = "hotline.measure", matches = ".+")
    void figures_of_the_flags() throws IOException {
        var replies = replies();
        var flagged = flagged(replies);
        var read = ownReading();
        var report = new ArrayList<String>();
        report.add("| flag | replies | share |");
        report.add("|---|---:|---:|");
        for (ReplyFlag code : ReplyFlag.values()) {
            long count = flagged.values().stream()
                    .filter(codes -> codes.contains(code))
                    .count();
            report.add("| %s | %d | %.1f %% |".formatted(code, count, 100.0 * count / replies.size()));
        }
        report.add("");
        report.add("| flag | both | rules only | reading only | precision | recall |");
        report.add("|---|---:|---:|---:|---:|---:|");
        for (ReplyFlag code : ReplyFlag.values()) {
            int both = 0;
            int rules = 0;
            int reading = 0;
            for (var entry : read.entrySet()) {
                boolean r = flagged.get(entry.getKey()).contains(code);
                boolean o = entry.getValue().contains(code);
                both += r && o ? 1 : 0;
                rules += r && !o ? 1 : 0;
                reading += o && !r ? 1 : 0;
            }
            if (both + rules + reading > 0 && !NOT_READ.contains(code)) {
                report.add("| %s | %d | %d | %d | %s | %s |"
                        .formatted(code, both, rules, reading, share(both, both + rules), share(both, both + reading)));
            }
        }
        report.add("");
        report.add(mixed(replies));
        report.add(time(replies));
        var folder = ProjectRoot.find().resolve("dispatch-service/target/reply-quality");
        Files.createDirectories(folder);
        Files.write(folder.resolve("figures.md"), report);
        var table = new ArrayList<String>();
        table.add("message_id,read,rules,agree,differ");
        read.forEach((id, codes) -> table.add(row(id, codes, flagged.get(id))));
        Files.write(folder.resolve("sample.csv"), table);
        assertThat(flagged).hasSize(replies.size());
    }

    /** The committed table says what the rules find today, on the messages that the seed chose. */
    @Test
    void the_committed_table_is_what_the_rules_find() throws IOException {
        var replies = replies();
        var flagged = flagged(replies);
        var ids = new ArrayList<>(replies.stream()
                .map(Real::id)
                .sorted(Comparator.comparingInt(Integer::parseInt))
                .toList());
        Collections.shuffle(ids, new Random(SEED));
        var table = CsvTable.parse(Files.readString(ProjectRoot.find().resolve("docs/reply-quality-sample.csv")));
        assertThat(table.rows()).extracting(row -> row.text("message_id")).isEqualTo(ids.subList(0, SAMPLE));
        for (var row : table.rows()) {
            String id = row.text("message_id");
            assertThat(row(id, codes(row.text("read")), flagged.get(id)))
                    .isEqualTo(String.join(
                            ",",
                            id,
                            row.text("read"),
                            row.text("rules"),
                            row.text("agree"),
                            row.text("differ") == null ? "" : row.text("differ")));
        }
    }

    private static String row(String id, Set<ReplyFlag> read, Set<ReplyFlag> found) {
        var differ = EnumSet.noneOf(ReplyFlag.class);
        for (ReplyFlag code : ReplyFlag.values()) {
            if (!NOT_READ.contains(code) && read.contains(code) != found.contains(code)) {
                differ.add(code);
            }
        }
        return String.join(",", id, names(read), names(found), differ.isEmpty() ? "yes" : "no", names(differ));
    }

    private static Map<String, Set<ReplyFlag>> flagged(List<Real> replies) {
        Map<String, Set<ReplyFlag>> flagged = new HashMap<>();
        Map<Long, List<EarlierReply>> bands = new HashMap<>();
        for (Real real : replies) {
            var alike = new HashSet<EarlierReply>();
            long[] keys = Fingerprint.of(WORDING, real.reply()).bands();
            for (long key : keys) {
                var same = bands.computeIfAbsent(key, k -> new ArrayList<>());
                alike.addAll(same.subList(Math.max(0, same.size() - 3), same.size()));
                same.add(new EarlierReply(
                        new UUID(0, Long.parseLong(real.id())), real.id(), real.question(), real.reply()));
            }
            var codes = EnumSet.noneOf(ReplyFlag.class);
            for (Disposition disposition :
                    new Disposition[] {null, Disposition.RESOLVED, Disposition.NOT_ESTABLISHED}) {
                ReplyCheck.check(WORDING, real.draft(disposition), List.copyOf(alike)).flags().stream()
                        .map(Flag::code)
                        .filter(code -> disposition == null || OF_DISPOSITION.contains(code))
                        .forEach(codes::add);
            }
            flagged.put(real.id(), codes);
        }
        return flagged;
    }

    /** How often the reply to another question is found: a gold that needs no reader. */
    private static String mixed(List<Real> replies) {
        var random = new Random(7);
        int compared = 0;
        int found = 0;
        int wrongly = 0;
        int own = 0;
        for (int i = 0; i < replies.size(); i++) {
            Real real = replies.get(i);
            Real other = replies.get((i + 1 + random.nextInt(replies.size() - 1)) % replies.size());
            if (comparable(real, real)) {
                own++;
                wrongly +=
                        ReplyCheck.check(WORDING, real.draft(null), List.of()).has(ReplyFlag.NOT_ABOUT_THE_QUESTION)
                                ? 1
                                : 0;
            }
            if (comparable(real, other)) {
                compared++;
                found += ReplyCheck.check(
                                        WORDING,
                                        new ReplyDraft(
                                                null, null, real.question(), other.reply(), null, false, null, null),
                                        List.of())
                                .has(ReplyFlag.NOT_ABOUT_THE_QUESTION)
                        ? 1
                        : 0;
            }
        }
        return "replies to another question found: %d of %d comparable (%s); of own replies flagged: %d of %d (%s)"
                .formatted(found, compared, share(found, compared), wrongly, own, share(wrongly, own));
    }

    private static boolean comparable(Real question, Real reply) {
        return Math.min(
                        Matter.of(WORDING.common, question.question()).size(),
                        Matter.of(
                                        WORDING.common,
                                        Body.of(WORDING, reply.reply()).said())
                                .size())
                >= 25;
    }

    private static String time(List<Real> replies) {
        var rounds = new ArrayList<Double>();
        for (int round = 0; round < 8; round++) {
            long start = System.nanoTime();
            int flags = 0;
            for (Real real : replies) {
                long[] keys = Fingerprint.of(WORDING, real.reply()).bands();
                flags += keys.length
                        + ReplyCheck.check(WORDING, real.draft(Disposition.RESOLVED), List.of())
                                .flags()
                                .size();
            }
            assertThat(flags).isPositive();
            rounds.add((System.nanoTime() - start) / 1e6 / replies.size());
        }
        Collections.sort(rounds);
        return "check and fingerprint of one reply: %.2f ms (median of %d rounds over %d replies)"
                .formatted(rounds.get(rounds.size() / 2), rounds.size(), replies.size());
    }

    private static List<Real> replies() throws IOException {
        return CsvTable.parse(Files.readString(RealData.file("messages-with-replies.csv"))).rows().stream()
                .map(row -> new Real(row.text("message_id"), row.text("title"), row.text("text"), row.text("reply")))
                .sorted(Comparator.comparingInt(real -> Integer.parseInt(real.id())))
                .toList();
    }

    private static Map<String, Set<ReplyFlag>> ownReading() throws IOException {
        Map<String, Set<ReplyFlag>> read = new LinkedHashMap<>();
        CsvTable.parse(Files.readString(ProjectRoot.find().resolve("docs/reply-quality-sample.csv")))
                .rows()
                .forEach(row -> read.put(row.text("message_id"), codes(row.text("read"))));
        return read;
    }

    private static Set<ReplyFlag> codes(String names) {
        var codes = EnumSet.noneOf(ReplyFlag.class);
        if (names != null && !names.isBlank()) {
            for (String name : names.strip().split(" ")) {
                codes.add(ReplyFlag.valueOf(name));
            }
        }
        return codes;
    }

    private static String names(Set<ReplyFlag> codes) {
        return codes.stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "–" : "%.0f %%".formatted(100.0 * part / whole);
    }

    private record Real(String id, String title, String text, String reply) {
        String question() {
            return title + "\n" + text;
        }

        ReplyDraft draft(Disposition disposition) {
            boolean asks = title.contains("咨询") || title.contains("请问") || title.matches("(?s).*[?？吗]\\s*");
            return new ReplyDraft(
                    disposition,
                    asks ? CaseType.CONSULTATION : CaseType.HELP,
                    question(),
                    reply,
                    null,
                    false,
                    null,
                    null);
        }
    }
}
