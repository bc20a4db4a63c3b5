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

    /**
     * What everybody writes. Only whole words of three characters and more, and words of two that are part of no name: 市长 is one in
     * 市长您好 and none in 市长春路, so a title is cut only where it is spoken to.
     */
    private static final Pattern PHRASES =
            Pattern.compile("来电人反映|市民反映|来电反映|诉求人反映|诉求内容|诉求目的|网友留言|相关部门|有关部门|相关单位|有关领导|尽快处理|尽快解决|尽快核实|核实处理"
                    + "|给予解决|给予答复|高度重视|严重影响|强烈要求|强烈反对|强烈建议|强烈呼吁|坚决反对|多次反映|多次投诉|投诉无门|没有解决|解决问题|这种情况|这个问题"
                    + "|有关问题|相关问题|相关事宜|为什么|怎么办|老百姓|(?<!申)请问|咨询|谢谢|您好|你好|尊敬的|反映|投诉|举报|求助|呼吁|恳请|(?<!申)请求"
                    + "|希望(?!小学|学校|工程|路|街|花园|城|桥|镇|村)|(?:书记|市长|区长|县长|省长|局长|领导)(?=[您你们,，:：!！。、\\s]|$)"
                    + "|我们|你们|他们|这样|这个|那么|现在|已经|一直|至今|今年|去年|目前|今天|昨天|每天|因为|所以|但是|可是|如果|而且|并且|以及|还有|没有|不能|可以"
                    + "|应该|是否|什么|怎么|关于|对于|根据|由于|造成|导致");

    /**
     * Characters of grammar: a pair with one of them says little and is common everywhere. None that is often part of words for things: 人才, 工地, 地铁,
     * 业委会, 过道, 派出所, 看病, 就医, 酒吧, 成都, 和平 hold characters that are grammar elsewhere.
     */
    private static final Set<Integer> GRAMMAR = Set.copyOf("的了我你您他她它们很也这那吗呢啊呀嘛么与及被把且或但该是在不对到说从已还再因以其等让于而并又只各每没些此着可有"
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
                    counts.merge(pair(unit, ""), times, Integer::sum);
                }
                if (i + 1 < clause.size()) {
                    counts.merge(pair(unit, clause.get(i + 1)), times, Integer::sum);
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

    /** The feature of two neighbours; the same in every release, for stored groups are compared with new cases. */
    static int pair(String unit, String next) {
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
