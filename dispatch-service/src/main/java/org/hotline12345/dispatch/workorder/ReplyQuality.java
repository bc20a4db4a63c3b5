package org.hotline12345.dispatch.workorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.ProblemTexts;

/**
 * What the quality check found in a reply, as it is stored and shown to author, reviewer, signer and centre.
 *
 * @param rules Version of the rules that found it.
 * @param wording Version of the phrases by which it was read; 0 is the shipped one.
 * @param language CHINESE, or OTHER: then only rules that need no language were applied.
 * @param worst NONE, ADVICE or SERIOUS.
 * @param flags What could be better, the serious first.
 * @param named What the reply names: WHAT, WHO, WHEN, BASIS, CONTACT, with the words.
 * @param notChecked Codes of flags that were not looked for.
 */
public record ReplyQuality(
        int rules,
        int wording,
        String language,
        String worst,
        List<Flag> flags,
        List<Named> named,
        List<String> notChecked) {
    private static final int MOST_SHOWN = 4;
    private static final int LONGEST_SHOWN = 24;

    /** With the texts in this language. */
    public ReplyQuality in(Language reader) {
        return new ReplyQuality(
                rules,
                wording,
                language,
                worst,
                flags.stream().map(flag -> flag.in(reader)).toList(),
                named,
                notChecked);
    }

    /**
     * A flag.
     *
     * @param severity ADVICE, or SERIOUS: blocks where the unit's policy blocks.
     * @param text What it means and what would be better, in the reader's language.
     * @param words The words it rests on; none where something is missing.
     * @param like The other reply where this one is nearly the same; else left out.
     */
    public record Flag(
            String code,
            String severity,
            @JsonInclude(JsonInclude.Include.NON_NULL) String text,
            List<Words> words,
            @JsonInclude(JsonInclude.Include.NON_NULL) Like like) {
        private Flag in(Language reader) {
            String key = "reply-flag." + code;
            List<Object> args = new ArrayList<>();
            if (like != null) {
                key += like.sameMatter() ? ".same-matter" : "";
                args.add(like.caseNumber());
                args.add(Math.round(like.similarity() * 100));
            } else if (!words.isEmpty()) {
                args.add(words.stream()
                        .limit(MOST_SHOWN)
                        .map(found -> shortened(found.words()))
                        .collect(Collectors.joining(reader == Language.ZH ? "、" : ", ")));
            }
            String fuller = words.isEmpty() ? key : key + ".words";
            String shown = ProblemTexts.find(reader, fuller, args)
                    .orElse(ProblemTexts.find(reader, key, args).orElse(code));
            return new Flag(code, severity, shown, words, like);
        }

        private static String shortened(String words) {
            return words.length() <= LONGEST_SHOWN ? words : words.substring(0, LONGEST_SHOWN) + "…";
        }
    }

    /** Words of a text: TEXT, BASIS or QUESTION, from the character at {@code start} to before {@code end}. */
    public record Words(String where, int start, int end, String words) {}

    /** An element that the reply names. */
    public record Named(String element, Words words) {}

    /** Another reply of the unit that is nearly the same, and how much of their passages they share. */
    public record Like(UUID replyId, String caseNumber, double similarity, boolean sameMatter) {}
}
