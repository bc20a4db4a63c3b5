package org.hotline12345.dispatch.routing.model.classifier;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The marks by which a message is recognised: single characters and pairs of neighbours of Chinese, words and pairs of
 * words of alphabetic scripts. Function words, numbers and codes such as "A3" say nothing about the matter and are passed
 * over, so that their neighbours meet. Marks are hashed: no vocabulary is kept.
 */
final class Grams {
    /** Marks are numbers below this. */
    static final int SPACE = 1 << 20;

    private static final String FUNCTION_CHARACTERS = "吗呢吧啊的又但且也都们他她它么了我把和与让那被而就还是样些很才这在";
    private static final Map<Character, List<String>> FUNCTION_WORDS = byStart(List.of(
            "为什么", "我们", "他们", "你们", "咱们", "这个", "那个", "关于", "但是", "而且", "为了", "什么", "这些", "那些", "自己", "作为", "都是", "根据",
            "通过", "可以", "本人", "或者", "其他", "不能", "这样", "有关", "如果", "没有", "就是", "怎么", "任何", "因为", "尊敬", "您好", "你好", "不是",
            "以及", "所以", "还是", "还有", "现在"));

    private static final BitSet WORD_STARTS =
            bits(FUNCTION_WORDS.keySet().stream().mapToInt(Character::charValue));
    private static final BitSet PASSED = bits(FUNCTION_CHARACTERS.chars());

    private Grams() {}

    /** Gets the marks of a text. */
    interface Visitor {
        /** A mark, which stands in the text from this character to before that one. */
        void mark(int mark, int from, int to);
    }

    /** Visits every mark of the text. */
    static void visit(String text, Visitor visitor) {
        int length = text.length();
        int before = 0;
        int beforeFrom = -1;
        for (int i = 0; i < length; ) {
            char c = plain(text.charAt(i));
            if (alphabetic(c) || digit(c)) {
                int end = i + 1;
                boolean digits = digit(c);
                boolean letters = alphabetic(c);
                while (end < length && (alphabetic(plain(text.charAt(end))) || digit(plain(text.charAt(end))))) {
                    digits |= digit(plain(text.charAt(end)));
                    letters |= alphabetic(plain(text.charAt(end)));
                    end++;
                }
                if (letters && end - i > 1 && !(digits && end - i <= 3)) {
                    int word = hash(text, i, end);
                    visitor.mark(scatter(word), i, end);
                    if (beforeFrom >= 0) {
                        visitor.mark(scatter(before * 31 + word), beforeFrom, end);
                    }
                    before = word;
                    beforeFrom = i;
                } else {
                    beforeFrom = -1;
                }
                i = end;
            } else if (ideograph(c) || Character.isLetter(c)) {
                int passed = functionWord(text, i);
                if (passed > 0) {
                    i += passed;
                    continue;
                }
                visitor.mark(scatter(c), i, i + 1);
                if (beforeFrom >= 0) {
                    visitor.mark(scatter(before * 31 + c), beforeFrom, i + 1);
                }
                before = c;
                beforeFrom = i;
                i++;
            } else {
                if (c != ' ' || beforeFrom < 0 || text.charAt(beforeFrom) >= 0x250) {
                    beforeFrom = -1;
                }
                i++;
            }
        }
    }

    private static int functionWord(String text, int at) {
        char c = text.charAt(at);
        if (WORD_STARTS.get(c)) {
            for (String word : FUNCTION_WORDS.get(c)) {
                if (text.startsWith(word, at)) {
                    return word.length();
                }
            }
        }
        return PASSED.get(c) ? 1 : 0;
    }

    /** Lower case; wide forms of letters and digits as narrow ones. */
    private static char plain(char c) {
        if (ideograph(c)) {
            return c;
        }
        char narrow = c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c == '\u3000' ? ' ' : c;
        return Character.toLowerCase(narrow);
    }

    /** The usual Chinese characters, most of what is read: no table need be asked about them. */
    private static boolean ideograph(char c) {
        return c >= 0x4E00 && c <= 0x9FFF;
    }

    /** Latin, Greek, Cyrillic and the like: what is written in words. */
    private static boolean alphabetic(char c) {
        return c < 0x2E80 && Character.isLetter(c);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int hash(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + plain(text.charAt(i));
        }
        return hash;
    }

    private static int scatter(int hash) {
        int mixed = hash * 0x9E3779B1;
        mixed ^= mixed >>> 15;
        mixed *= 0x85EBCA6B;
        mixed ^= mixed >>> 13;
        return mixed & (SPACE - 1);
    }

    private static BitSet bits(IntStream characters) {
        return characters.collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static Map<Character, List<String>> byStart(List<String> words) {
        Map<Character, List<String>> byStart = new HashMap<>();
        for (String word : words) {
            byStart.merge(
                    word.charAt(0),
                    List.of(word),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
        return byStart;
    }
}
