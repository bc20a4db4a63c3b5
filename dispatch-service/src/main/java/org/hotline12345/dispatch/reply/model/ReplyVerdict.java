package org.hotline12345.dispatch.reply.model;

import java.util.List;
import java.util.UUID;

/**
 * What the check found.
 *
 * @param rules Version of the rules, so that a verdict stored earlier can be told from one of today.
 * @param language The language the reply is written in, as far as the rules can read it.
 * @param flags What could be better, the serious first.
 * @param named What the reply names, with the words.
 * @param notChecked Flags that were not looked for: the rules do not read the language, or it was not compared with others.
 */
public record ReplyVerdict(
        int rules, Language language, List<Flag> flags, List<Named> named, List<ReplyFlag> notChecked) {
    public ReplyVerdict {
        flags = List.copyOf(flags);
        named = List.copyOf(named);
        notChecked = List.copyOf(notChecked);
    }

    /** Whether there is a serious flag. */
    public boolean serious() {
        return flags.stream().anyMatch(flag -> flag.severity() == Severity.SERIOUS);
    }

    /** Whether this flag was raised. */
    public boolean has(ReplyFlag code) {
        return flags.stream().anyMatch(flag -> flag.code() == code);
    }

    /** Languages as the rules tell them apart. */
    public enum Language {
        /** Chinese: all rules apply. */
        CHINESE,
        /** Another: only rules that need no language apply. */
        OTHER
    }

    /** What a reply should name. */
    public enum Element {
        /** What was done, or what applies. */
        WHAT,
        WHO,
        WHEN,
        BASIS,
        /** Whom to ask. */
        CONTACT
    }

    /**
     * A flag.
     *
     * @param severity How much it weighs here.
     * @param words The words it rests on; none where something is missing.
     * @param like The other reply of {@link ReplyFlag#COPIED}; else null.
     */
    public record Flag(ReplyFlag code, Severity severity, List<Words> words, Like like) {
        public Flag {
            words = List.copyOf(words);
        }
    }

    /**
     * Another reply that is nearly the same.
     *
     * @param similarity Share of common passages, 0 to 1.
     * @param sameMatter Whether the two citizens ask about one matter: then one answer may be right, and merging too.
     */
    public record Like(UUID replyId, String caseNumber, double similarity, boolean sameMatter) {}

    /** An element that the reply names. */
    public record Named(Element element, Words words) {}
}
