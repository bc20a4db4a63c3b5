package org.hotline12345.assessment.hotissue.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a text is about, as numbers of which the text cannot be made again: pairs of neighbouring characters, and words of
 * letters and digits, each by a hash. Chinese writes no spaces between words; pairs of characters do nearly as well as words.
 * What every citizen writes (您好, 希望有关部门处理) counts for nothing.
 *
 * @param counts How often each stands in the text; one of the title counts {@value #TITLE_COUNTS} times.
 */
public record Terms(Map<Integer, Integer> counts) {
    /** A title says in few words what the case is about. */
    static final int TITLE_COUNTS = 6;

    /** Texts go on at length about the consequences; what is wrong, and where, is said first. */
    static final int LONGEST_TEXT = 200;

    private static final int SHORTEST_WORD = 3;

    /** The number of a bus line or a house says something together with its neighbour; a longer one is nobody's business. */
    private static final int LONGEST_NUMBER = 4;

    private static final Pattern PHRASES =
            Pattern.compile("来电人反映|市民反映|来电反映|诉求人反映|诉求内容|诉求目的|网友留言|相关部门|有关部门|相关单位|有关领导|尽快处理|尽快解决|尽快核实|核实处理"
                    + "|给予解决|给予答复|高度重视|严重影响|强烈要求|多次反映|多次投诉|没有解决|解决问题|这种情况|这个问题|为什么|怎么办|请问|咨询|希望|谢谢|您好|你好"
                    + "|尊敬的|领导|书记|市长|区长|县长|省长|局长|反映|投诉|举报|求助|建议|要求|恳请|请求|处理|政府|部门|问题|情况|我们|你们|他们|这样|这个"
                    + "|那么|现在|已经|一直|至今|今年|去年|目前|今天|昨天|每天|因为|所以|但是|可是|如果|而且|并且|以及|还有|没有|不能|可以|应该|是否|什么|怎么"
                    + "|老百姓|百姓|群众|居民|市民|本人|大家|有人|关于|对于|根据|由于|进行|造成|导致|要|请|希");

    /** Characters of grammar: a pair with one of them says little and is common everywhere. */
    private static final Set<Integer> GRAMMAR =
            Set.copyOf("的了是我在有和就不人都也很到说去你会着看这那们吗呢吧啊及与为被把给让向从将其又还再只才且或等已所以而但则并于对您他她它此该每各个些么没来得地过可能"
                    .codePoints()
                    .boxed()
                    .toList());

    /** What title and text say together; both may be blank. */
    public static Terms of(String title, String text) {
        var counts = new HashMap<Integer, Integer>();
        count(title, TITLE_COUNTS, counts);
        count(head(text), 1, counts);
        return new Terms(counts);
    }

    /** Whether the text says nothing. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    private static String head(String text) {
        if (text == null) {
            return "";
        }
        String stripped = text.strip();
        return stripped.length() <= LONGEST_TEXT ? stripped : stripped.substring(0, LONGEST_TEXT);
    }

    private static void count(String text, int times, Map<Integer, Integer> counts) {
        if (text == null) {
            return;
        }
        for (List<String> clause : clauses(text)) {
            for (int i = 0; i < clause.size(); i++) {
                String unit = clause.get(i);
                if (unit.length() >= SHORTEST_WORD && hasLetter(unit)) {
                    counts.merge(hash(unit, ""), times, Integer::sum);
                }
                if (i + 1 < clause.size()) {
                    counts.merge(hash(unit, clause.get(i + 1)), times, Integer::sum);
                }
            }
        }
    }

    /** The text cut where the matter breaks: at punctuation, at phrases everyone writes, at characters of grammar. */
    static List<List<String>> clauses(String text) {
        String plain = PHRASES.matcher(fold(text)).replaceAll(" ");
        var clauses = new ArrayList<List<String>>();
        var clause = new ArrayList<String>();
        var word = new StringBuilder();
        int[] points = plain.codePoints().toArray();
        for (int i = 0; i <= points.length; i++) {
            int c = i < points.length ? points[i] : ' ';
            if (isWordPart(c)) {
                word.appendCodePoint(c);
                continue;
            }
            if (!word.isEmpty()) {
                if (hasLetter(word) || word.length() <= LONGEST_NUMBER) {
                    clause.add(word.toString());
                }
                word.setLength(0);
            }
            if (Character.isIdeographic(c) && !GRAMMAR.contains(c)) {
                clause.add(Character.toString(c));
            } else if (!clause.isEmpty() && !isSpaceBetweenWords(points, i)) {
                clauses.add(List.copyOf(clause));
                clause.clear();
            }
        }
        if (!clause.isEmpty()) {
            clauses.add(clause);
        }
        return clauses;
    }

    private static boolean isSpaceBetweenWords(int[] points, int i) {
        return i > 0
                && i + 1 < points.length
                && points[i] == ' '
                && isWordPart(points[i - 1])
                && isWordPart(points[i + 1]);
    }

    private static boolean isWordPart(int c) {
        return c < 0x2E80 && Character.isLetterOrDigit(c);
    }

    private static boolean hasLetter(CharSequence word) {
        return word.chars().anyMatch(Character::isLetter);
    }

    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** The same in every release: stored groups are compared with new cases. */
    private static int hash(String unit, String next) {
        int value = 0x2545F491;
        for (int i = 0; i < unit.length(); i++) {
            value = value * 31 + unit.charAt(i);
        }
        value = value * 31 + 7;
        for (int i = 0; i < next.length(); i++) {
            value = value * 31 + next.charAt(i);
        }
        value = (value ^ value >>> 16) * 0x7FEB352D;
        value = (value ^ value >>> 15) * 0x846CA68B;
        return value ^ value >>> 16;
    }
}
