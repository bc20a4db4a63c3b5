package org.hotline12345.dispatch.reply.model;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A reply's text with the courtesies blanked out: salutation, receipt, lead-in, thanks, closing words, the date of the letter.
 * Blanks keep every other character at its place, so that words found here are found in the text.
 */
final class Body {
    static final char BLANK = '\u3000';

    /** 网友“…”:您好! and what stands before the first 您好. */
    private static final Pattern SALUTATION = Pattern.compile(
            "\\A\\s*+(?:[^。！!；;\\n]{0,45}?[您你]好[！!，,。：:\\s]*|[“\"]?(?:网友|市民|来信人|写信人|居民|尊敬|亲爱|广大|问政|UU)[^。！!：:\\n]{0,30}[：:，,!！])");

    /** The date under a letter; a second letter may follow. */
    private static final Phrases LETTER_DATE = Phrases.of(
            "(?<!\\d)\\d{4}\\s{0,3}年\\s{0,3}\\d{1,2}\\s{0,3}月\\s{0,3}\\d{1,2}\\s{0,3}[日号]\\s{0,3}[。.]?\\s{0,9}(?=\\z|网友|尊敬|市民|亲爱|[“\"])",
            "[二一][〇○Ｏ零一九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日\\s{0,9}(?=\\z|网友|尊敬|市民|亲爱|[“\"])");

    private static final Phrases COURTESY = Phrases.of(
            "[您你](?:们)?好[！!，,。：:]?",
            "[尊亲][敬爱]的[^。！!：:，,；;\\n]{0,20}[：:！!，,]",
            "感谢[^。！!；;\\n]{0,70}[。！!；;]?",
            "再次感谢[^。！!；;\\n]{0,70}[。！!；;]?",
            "[非衷][常心]感谢[^。！!；;\\n]{0,70}[。！!；;]?",
            "谢谢[^。！!；;\\n]{0,40}[。！!；;]?",
            "欢迎[^。！!；;\\n]{0,30}(?:监督|批评|建言|意见|建议)[^。！!；;\\n]{0,25}[。！!；;]?",
            "特此(?:回复|答复|复函|函复|说明|报告|回函|反馈)[。！!]?",
            "[敬恳望]请?(?:您|你)?(?:予以|给予)?(?:谅解|理解|知悉|知晓|见谅|悉知)[^。！!；;，,\\n]{0,12}[。！!]?",
            "请(?:您|你)?(?:予以|给予)?(?:谅解|理解|知悉|知晓|见谅|悉知)[^。！!；;，,\\n]{0,12}[。！!]?",
            "[您你]的?留言[^。！!；;，,\\n]{0,16}(?:收悉|收到|阅悉|知悉|阅办)[。！!，,；;]?",
            "留言[^。！!；;，,\\n]{0,16}(?:收悉|收到|阅悉|知悉|阅办)[。！!，,；;]?",
            "[您你](?:的|所|在|通过|于|向)[^。！!；;\\n]{0,80}?(?:收悉|收到|阅悉|知悉|阅办)[。！!，,；;]?",
            "关于(?:您|你)?[^。！!；;\\n]{0,80}?(?:收悉|收到|阅悉|知悉)[。！!，,；;]?",
            "来信(?:已)?(?:收悉|收到)[。！!，,；;]?",
            "已(?:经)?(?:收悉|收到|阅悉|知悉)[。！!，,；;]?",
            "现(?:就|将|对|予以)?[^。！!；;\\n]{0,60}?(?:回复|答复|回答|反馈|说明|函复|汇报)(?:如下|您|于后)?[：:，,。]",
            "[回答][复]如下[：:，,。]?",
            "具体(?:情况)?(?:回复|答复|说明)?如下[：:，,。]?",
            "[您你]于[^，。！!；;\\n]{0,18}(?:来信|留言|来电|发帖|反映|提出)",
            "于[^，。！!；;\\n]{0,18}(?:来信|留言|来电|发帖|反映|提出)",
            "以上(?:是|为|情况)[^。！!；;\\n]{0,25}(?:回复|答复|情况|意见)[^。！!；;，,\\n]{0,12}[。！!，,；;]",
            "[如若](?:果)?(?:您|你)?(?:还|仍|对)[^。！!；;，,\\n]{0,30}(?:疑问|疑义|异议|不明|不清楚|不满意|问题|意见)[^。！!；;，,\\n]{0,14}[，,。；;]",
            "祝(?:您|你|愿)[^。！!；;\\n]{0,20}[。！!]?",
            "《[^》]{0,14}(?:问政|留言板|信箱|热线|民生通道|栏目)[^》]{0,10}》",
            "UU\\d{5,}");

    private final String text;
    private final String said;

    private Body(String text) {
        this.text = text;
        char[] left = text.toCharArray();
        var salutation = SALUTATION.matcher(text);
        if (salutation.find()) {
            Arrays.fill(left, salutation.start(), salutation.end(), BLANK);
        }
        said = without(without(new String(left), LETTER_DATE), COURTESY);
    }

    static Body of(String text) {
        return new Body(text);
    }

    /** As it was written. */
    String text() {
        return text;
    }

    /** Without courtesies. */
    String said() {
        return said;
    }

    /** The text with the phrases blanked out. */
    static String without(String text, Phrases phrases) {
        return without(text, phrases.find(text));
    }

    static String without(String text, List<int[]> spans) {
        if (spans.isEmpty()) {
            return text;
        }
        char[] left = text.toCharArray();
        for (int[] span : spans) {
            Arrays.fill(left, span[0], span[1], BLANK);
        }
        return new String(left);
    }

    /** How many Chinese characters and digits it has. */
    static int letters(CharSequence text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                letters++;
            }
        }
        return letters;
    }
}
