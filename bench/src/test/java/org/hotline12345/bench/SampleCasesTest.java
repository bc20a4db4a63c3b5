package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts that are all alike make the suite look for repeats more than citizens and units do. */
class SampleCasesTest {
    private static final int MANY = 2_000;

    private final SampleCases cases = new SampleCases(1, 13_000_000_000L);

    @Test
    void hardly_two_texts_or_replies_are_the_same() {
        assertThat(new HashSet<>(many(this::text))).hasSize(MANY);
        assertThat(new HashSet<>(many(this::reply))).hasSize(MANY);
        assertThat(new HashSet<>(many(() -> cases.next().path("title").asText())))
                .hasSizeGreaterThan(MANY * 95 / 100);
    }

    @Test
    void two_texts_or_replies_share_less_than_a_quarter_of_their_pairs_of_characters() {
        assertThat(likeness(this::text)).isLessThan(0.25);
        assertThat(likeness(this::reply)).isLessThan(0.25);
    }

    @Test
    void the_same_seed_makes_the_same_cases() {
        assertThat(new SampleCases(7, 15_000_000_000L).next()).isEqualTo(new SampleCases(7, 15_000_000_000L).next());
    }

    private String text() {
        return cases.next().path("text").asText();
    }

    private String reply() {
        return cases.reply().path("text").asText();
    }

    private static List<String> many(Supplier<String> texts) {
        return Stream.generate(texts).limit(MANY).toList();
    }

    /** In the median of pairs of neighbours. */
    private static double likeness(Supplier<String> texts) {
        List<Set<String>> pairs =
                many(texts).stream().map(SampleCasesTest::pairs).toList();
        return IntStream.range(1, MANY)
                .mapToDouble(i -> likeness(pairs.get(i - 1), pairs.get(i)))
                .sorted()
                .skip(MANY / 2)
                .findFirst()
                .orElseThrow();
    }

    private static double likeness(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return (one.size() + other.size() - all.size()) / (double) all.size();
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new HashSet<>();
        for (int i = 2; i <= text.length(); i++) {
            pairs.add(text.substring(i - 2, i));
        }
        return pairs;
    }
}
