package org.hotline12345.dispatch.reply.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotline12345.dispatch.reply.model.ShippedWording.WORDING;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hotline12345.chassis.vocabulary.model.Phrases;
import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    private static final Map<String, List<String>> SECTIONS =
            PhraseFiles.shipped().read("reply-wording.v" + ReplyCheck.RULES);
    private static final Pattern WORD = Pattern.compile("[\\u4e00-\\u9fff]+|[《“（(1]");

    /** S7: what a pattern repeats, repeated, must not make it try all ways to divide it. */
    @Test
    void a_text_of_one_word_499_times_is_read_in_a_moment() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> SECTIONS.forEach((name, lines) -> {
                    var words = new TreeSet<String>();
                    lines.forEach(line -> WORD.matcher(line).results().forEach(found -> words.add(found.group())));
                    var phrases = Phrases.of(lines.stream()
                            .map(line -> line.replace("{clause}", "[^。，]"))
                            .filter(line -> !line.startsWith("[^") && !line.startsWith("\\A") && !line.contains(" "))
                            .toArray(String[]::new));
                    words.forEach(word -> phrases.find(word.repeat(499)));
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"市政府", "区政府的及", "按市政府", "根据上级市政府县政府", "您好", "关于您", "现就", "1", "联系", "《"})
    void a_reply_of_one_phrase_499_times_is_checked_in_a_moment(String phrase) {
        var draft = new ReplyDraft(null, null, null, "按照" + phrase.repeat(499), null, false, null, null);
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(ReplyCheck.check(WORDING, draft, List.of()).rules())
                        .isEqualTo(ReplyCheck.RULES));
    }

    @Test
    void a_file_without_a_section_is_refused_by_its_name() {
        assertThatThrownBy(() -> new Wording(Map.of("stock", List.of("第一时间"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[done]");
    }
}
