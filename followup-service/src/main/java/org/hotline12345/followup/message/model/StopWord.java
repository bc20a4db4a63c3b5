package org.hotline12345.followup.message.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** What citizens answer to a message who want no more of them, 退订. */
public final class StopWord {
    /** The words that gateways in China know, and what people write instead. */
    private static final Set<String> WORDS = Set.of("TD", "T", "N", "退订", "退定", "TUIDING", "STOP", "取消", "取消订阅");

    private StopWord() {}

    /** Whether the answer says so and nothing else: what says more is read by people. */
    public static boolean isSaidBy(String text) {
        return WORDS.contains(bare(text).toUpperCase(Locale.ROOT));
    }

    /** What was written without spaces and punctuation, whatever its width; empty for nothing. */
    public static String bare(String text) {
        return Normalizer.normalize(text == null ? "" : text, Normalizer.Form.NFKC)
                .replaceAll("[\\p{Punct}\\p{IsPunctuation}\\s]", "");
    }
}
