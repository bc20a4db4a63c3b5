package org.hotline12345.dispatch.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hotline12345.dispatch.masterdata.CsvTable;
import org.hotline12345.dispatch.routing.LabelledMessages;
import org.hotline12345.dispatch.routing.model.classifier.Evaluation;
import org.hotline12345.dispatch.routing.model.classifier.Example;
import org.hotline12345.dispatch.routing.model.classifier.Training;
import org.hotline12345.testing.RealData;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Precision by unit on real messages with their replies, split by time: learned from the oldest, thresholds chosen on the
 * next, judged on the last. The truth is the kind of authority that the reply names (教育局, 交警 …): what answered or was told to
 * handle it, which no rule of the router reads. Replies that name none or several are left out; places are masked in the
 * file, so what belongs to a district counts as its city bureau. Categories are learned from the labelled file of other
 * messages of the same board.
 */
class UnitReplayTest {
    private static final Logger LOG = Logger.getLogger(UnitReplayTest.class);
    private static final Map<Pattern, String> AUTHORITIES = authorities();

    @Test
    void catalogue_and_model_name_the_unit_that_the_reply_names() throws IOException {
        var cases = cases();
        int learned = cases.size() * 6 / 10;
        int chosen = cases.size() * 8 / 10;
        var book = ChangchunBook.read();
        var rehearsal = new Rehearsal(book);
        var units = Training.train(new Lessons(cases.subList(0, learned), 8).units(), part -> {})
                .model();
        var roots = new LinkedHashMap<String, String>();
        for (int i = 1; i <= 15; i++) {
            String code = "C%02d".formatted(i);
            roots.put(book.categoryName(code), code);
        }
        var labelled = LabelledMessages.parse(Files.readString(RealData.file("citizen-messages-train.csv"))).stream()
                .filter(example -> roots.containsKey(example.label()))
                .map(example -> new Example(example.message(), roots.get(example.label())))
                .toList();
        var categories = Training.train(labelled, part -> {}).model();
        var last = cases.subList(chosen, cases.size());
        var words = new Router(book);
        var clear = last.stream()
                .filter(known -> words.clearlyByWords(known.about()) != null)
                .toList();
        long rightByWords = clear.stream()
                .filter(known -> known.unit().equals(words.clearlyByWords(known.about())))
                .count();
        LOG.infof(
                "%d cases with a truth; keywords are clear about %d of %d, right %d; without a model: %s",
                cases.size(), clear.size(), last.size(), rightByWords, rehearsal.replay(null, last));
        for (double precision : new double[] {0.8, 0.9, 0.95, 0.97}) {
            var model = rehearsal.fit("replay", categories, units, cases.subList(learned, chosen), precision);
            var replay = rehearsal.replay(model, last);
            var judged = Evaluation.of(rehearsal.judge(model, last));
            LOG.infof(
                    "wanted %.2f: unit share %.2f, alone %.2f, agreed %.2f; first choice right %.3f; automatic %d of %d,"
                            + " right %d; in triage %d, right one among the candidates %d; %s",
                    precision,
                    model.unitShare(),
                    model.alone(),
                    model.agreed(),
                    judged.accuracy(),
                    replay.all().number(),
                    replay.cases(),
                    replay.all().right(),
                    replay.triage(),
                    replay.amongCandidates(),
                    replay.decided());
        }
        long risky = cases.stream()
                .filter(known -> !RiskWordsTest.WORDS
                        .find(known.about().title(), known.about().text())
                        .isEmpty())
                .count();
        LOG.infof("%d of %d messages carry a risk flag", risky, cases.size());

        var model = rehearsal.fit("replay", categories, units, cases.subList(learned, chosen), 0.8);
        var withModel = rehearsal.replay(model, last).all();
        assertThat((double) withModel.right() / withModel.number())
                .as("the model is more precise than clear words alone")
                .isGreaterThan((double) rightByWords / clear.size());
        assertThat(rehearsal.replay(null, last).all().number())
                .as("words alone send to triage")
                .isZero();
    }

    private static List<ConfirmedCase> cases() throws IOException {
        var table = CsvTable.parse(Files.readString(RealData.file("messages-with-replies.csv")));
        return table.rows().stream()
                .map(row -> {
                    String unit = truth(row.text("reply"));
                    return unit == null
                            ? null
                            : new ConfirmedCase(
                                    new CaseToRoute(
                                            row.text("title"),
                                            row.text("text"),
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            LocalDate.of(2020, 1, 6)),
                                    null,
                                    unit,
                                    false,
                                    received(row.text("received_at")));
                })
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(ConfirmedCase::dispatchedAt))
                .toList();
    }

    private static Instant received(String text) {
        return LocalDateTime.parse(text.replace('-', '/'), DateTimeFormatter.ofPattern("yyyy/M/d H:mm:ss"))
                .toInstant(ZoneOffset.ofHours(8));
    }

    private static String truth(String reply) {
        var named = AUTHORITIES.entrySet().stream()
                .filter(authority -> authority.getKey().matcher(reply).find())
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        return named.size() == 1 ? named.get(0) : null;
    }

    private static Map<Pattern, String> authorities() {
        var authorities = new LinkedHashMap<Pattern, String>();
        String[][] all = {
            {"教育局|教体局|教育体育局|教育行政", "CCJYJ"},
            {"交警|交通警察", "CCJJZD"},
            {"公安局|公安分局|派出所", "CCGAJ"},
            {"交通运输局|交通局|运管处|运管所", "CCJTJ"},
            {"人社局|人力资源|社保局|劳动监察", "CCRSJ"},
            {"城管|城市管理|行政执法", "CCCGJ"},
            {"规划局|规划分局|国土|自然资源", "CCGHJ"},
            {"环保局|环境保护|生态环境", "CCSTJ"},
            {"民政局", "CCMZJ"},
            {"卫生局|卫计|卫健|卫生和计划|卫生计生", "CCWJW"},
            {"住建局|住房和城乡建设|住房保障|房产局|房产管理", "CCZJJ"},
            {"市场监督|工商局|工商分局|食药|质监|物价局", "CCSJJ"},
            {"电力局|供电", "CCGDGS"},
            {"自来水公司|供水公司|水务", "CCSWJT"},
            {"公交公司|公交集团", "CCGJJT"},
            {"医保局|医疗保障", "CCYBJ"},
            {"农业局|农业农村|农业委", "CCNYJ"},
            {"公积金", "CCGJJ"},
            {"税务局|国税|地税", "CCSWJU"},
            {"旅游局|文广|文化局", "CCWLJ"}
        };
        for (String[] one : all) {
            authorities.put(Pattern.compile(one[0]), one[1]);
        }
        return authorities;
    }
}
