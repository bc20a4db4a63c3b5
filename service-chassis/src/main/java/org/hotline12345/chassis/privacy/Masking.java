package org.hotline12345.chassis.privacy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Covers telephone, identity and bank card numbers in free text, so that what citizens say can leave intake. Found are
 * mainland mobile numbers, landline numbers with their area code, identity numbers of 18 digits (checksum GB 11643) and
 * of 15, bank cards (Luhn), however they are written: with spaces, dashes, colons, line breaks or Chinese punctuation between
 * the digits, with full-width or circled digits, with Chinese numerals, plain or of banks (壹贰叁), or several of these mixed.
 * Local numbers without an area code are covered after a word such as 电话.
 *
 * <p>What stays readable: the first three and last four digits of a mobile number, area code and last four of a landline
 * number, the first two and last two of an identity number, the last four of a card. Separators stay; a masked text is
 * not changed by masking it again. Linear in the length of the text.
 *
 * <p>What an office says ({@link #official}) is read otherwise: a telephone number that citizens are told to call stays, for an
 * answer without it is none (政府信息公开条例 2019, article 20: the means of contact of an office are to be public; articles
 * 15 and 32: what is personal is not).
 */
public final class Masking {
    /** Between the digits of one number at most so many separating characters stand. */
    private static final int MAX_GAP = 3;

    private static final int BREAK = -1;
    private static final int X = 10;
    private static final int CUE_REACH = 12;

    /** Plain, of banks, and of banks in old characters: ten of each, from nought. */
    private static final String CHINESE_NUMERALS = "〇一二三四五六七八九" + "零壹贰叁肆伍陆柒捌玖" + "零壹貳參肆伍陸柒捌玖";

    private static final String SEPARATORS = " \t\n\r:：∶\u00A0\u3000-_.．·•・、,，/／()（）[]【】~～+\u2212\uFF0D";
    private static final String[] PHONE_CUES = {"电话", "座机", "号码", "手机", "联系方式", "致电", "来电", "tel", "phone", "call"};
    private static final String[] IDENTITY_CUES = {"身份证", "证件号", "identity", "id card", "id number"};

    /** How far before a number an office says whose it is. */
    private static final int SAID_REACH = 40;

    private static final String SENTENCE_ENDS = "。！？；!?;\n";

    /** Words after which a number is a citizen's. */
    private static final Pattern OF_CITIZENS =
            Pattern.compile("诉求人|来电人|反映人|举报人|投诉人|信访人|当事人|市民|群众|居民|业主|住户|您的|你的|您电话|您手机|本人|对方|其电话|其手机"
                    + "|citizen|caller|complainant|resident|your ");

    /** What is done with a citizen's mobile number: 已致电 … 告知. */
    private static final Pattern CALLED = Pattern.compile("(?:致电|去电|拨打|联系|回访|回复|告知|沟通)(?!电话|方式|人|号码|手机)");

    /** Words after which a number is one to be called. */
    private static final Pattern OF_OFFICES = Pattern.compile("(?:请|可|欢迎)[^，。；！？、\\n]{0,8}?(?:拨打|打|致电|联系|咨询|来电)"
            + "|(?:请|可|欢迎)(?=[^。；！？\\n]{0,30}(?<![已经曾并次])(?:电话|手机)[：:是为\\s]{0,3}$)"
            + "|(?:咨询|服务|办公|办公室|值班|值守|监督|投诉|举报|报修|抢修|维修|客服|业务|窗口|政务|公开|受理|应急|救援|物业|社区|街道|科室|单位|公司|中心|大厅|前台)"
            + "(?:联系|固定)?(?:电话|热线|专线|号码|手机|座机|方式)"
            + "|热线(?:电话|号码)?(?=[：:是为\\s]{0,3}$)"
            + "|(?:工作人员|经办人|承办人|联系人|负责人|科长|处长|局长|主任|站长|所长|经理|网格员|维修员|师傅|管家|民警|警官|队长|书记)"
            + "(?=[^与和向对给]{0,16}$)"
            + "|hotline|please call|contact us|office");

    private static final Set<Integer> PROVINCES = Set.of(
            11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
            62, 63, 64, 65, 71, 81, 82, 83, 91);
    private static final int[] IDENTITY_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private Masking() {}

    /** The text with every number covered that looks like one of a person; null stays null. */
    public static String mask(String text) {
        return mask(text, new String[0]);
    }

    /**
     * The same; moreover these numbers, which are known to be somebody's, are covered wherever their digits stand, even
     * without a form that gives them away.
     */
    public static String mask(String text, String... known) {
        return text == null || !hasDigit(text) ? text : new Scan(text, false).mask(known);
    }

    /**
     * What an office says, with every number covered that may be a citizen's: a landline number stays unless the words before
     * it give it to the citizen (诉求人电话), a mobile number only where they give it to somebody to be called (请拨打, 值班电话,
     * 经办人). The nearest of such words in the sentence counts. Identity and card numbers are covered as everywhere, and so
     * are these known ones.
     */
    public static String official(String text, String... known) {
        return text == null || !hasDigit(text) ? text : new Scan(text, true).mask(known);
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' || c > 127 && (Character.isSurrogate(c) || digit(c) >= 0)) {
                return true;
            }
        }
        return false;
    }

    private static int digit(int c) {
        if (c < 128) {
            return c >= '0' && c <= '9' ? c - '0' : -1;
        }
        int value = Character.digit(c, 10);
        return value >= 0 ? value : chinese(c);
    }

    private static int chinese(int c) {
        if (c == '幺') {
            return 1;
        }
        int numeral = CHINESE_NUMERALS.indexOf(c);
        if (numeral >= 0) {
            return numeral % 10;
        }
        int circled = Character.getType(c) == Character.OTHER_NUMBER ? Character.getNumericValue(c) : -1;
        return circled < X ? circled : -1;
    }

    private static boolean separates(int c) {
        return c >= '\u2010' && c <= '\u2015'
                || c >= '\u200B' && c <= '\u200D'
                || c == '\uFEFF'
                || SEPARATORS.indexOf(c) >= 0;
    }

    /** The digits of a text, side by side with what stands between them. */
    private static final class Scan {
        private final String text;
        private final int[] position;
        private final int[] value;
        private final boolean[] inWords;
        /** Characters between this digit and the one before; {@link Masking#BREAK} where the number ends. */
        private int[] gap;

        /** The same where a number is not written in one way throughout. */
        private final int[] mixedGap;

        private boolean mixed;

        private final int count;
        private final boolean official;

        Scan(String text, boolean official) {
            this.text = text;
            this.official = official;
            int size = 16;
            var positions = new int[size];
            var values = new int[size];
            var words = new boolean[size];
            var gaps = new int[size];
            var mixedGaps = new int[size];
            int found = 0;
            int between = BREAK;
            for (int i = 0; i < text.length(); ) {
                int c = text.codePointAt(i);
                int d = digit(c);
                if (d < 0 && between == 0 && (c == 'X' || c == 'x' || c == 'Ｘ' || c == 'ｘ')) {
                    d = X;
                }
                if (d >= 0) {
                    if (found == size) {
                        size *= 2;
                        positions = Arrays.copyOf(positions, size);
                        values = Arrays.copyOf(values, size);
                        words = Arrays.copyOf(words, size);
                        gaps = Arrays.copyOf(gaps, size);
                        mixedGaps = Arrays.copyOf(mixedGaps, size);
                    }
                    boolean word = d < X && Character.digit(c, 10) < 0;
                    positions[found] = i;
                    values[found] = d;
                    words[found] = word;
                    gaps[found] = found > 0 && words[found - 1] == word ? between : BREAK;
                    mixedGaps[found] = between;
                    mixed |= gaps[found] != between;
                    found++;
                    between = d == X ? BREAK : 0;
                } else if (between != BREAK) {
                    between = separates(c) && between < MAX_GAP ? between + 1 : BREAK;
                }
                i += Character.charCount(c);
            }
            position = positions;
            value = values;
            inWords = words;
            gap = gaps;
            mixedGap = mixedGaps;
            count = found;
        }

        String mask(String... known) {
            var covered = new boolean[count];
            boolean any = coverAll(covered);
            gap = mixedGap;
            any |= mixed && coverAll(covered);
            for (String number : known) {
                any |= coverKnown(number, covered);
            }
            return any ? write(covered) : text;
        }

        private boolean coverAll(boolean[] covered) {
            boolean any = false;
            for (int start = 0; start < count; ) {
                int length = gap[start] == 0 ? 0 : cover(start, covered);
                any |= length > 0;
                start += Math.max(1, length);
            }
            return any;
        }

        private int cover(int start, boolean[] covered) {
            int length = identity(start, covered);
            if (length == 0) {
                length = card(start, covered);
            }
            if (length == 0) {
                length = mobile(start, covered);
            }
            if (length == 0) {
                length = landline(start, covered);
            }
            return length == 0 ? local(start, covered) : length;
        }

        private int mobile(int start, boolean[] covered) {
            int at = start + countryCode(start);
            if (at < count && value[at] == 0 && is(at + 1, 1)) {
                at++;
            }
            if (!is(at, 1) || !between(at + 1, 3, 9) || !one(start, at + 11) || !wellFormed(at, 11)) {
                return 0;
            }
            Arrays.fill(covered, at + 3, at + 7, !official || !ofOffice(start));
            return at + 11 - start;
        }

        private int landline(int start, boolean[] covered) {
            int prefix = countryCode(start);
            int at = start + prefix;
            int area;
            if (is(at, 0)) {
                area = is(at + 1, 1) && is(at + 2, 0) || is(at + 1, 2) ? 3 : between(at + 1, 3, 9) ? 4 : 0;
            } else {
                area = prefix == 0 ? 0 : is(at, 1) && is(at + 1, 0) || is(at, 2) ? 2 : between(at, 3, 9) ? 3 : 0;
            }
            if (area == 0 || !between(at + area, 2, 8)) {
                return 0;
            }
            int shortest = area == 3 && is(at, 0) || area == 2 ? 8 : 7;
            for (int local = 8; local >= shortest; local--) {
                if (one(start, at + area + local) && wellFormed(at, area + local)) {
                    Arrays.fill(covered, at + area, at + area + local - 4, !official || ofCitizen(start));
                    return at + area + local - start;
                }
            }
            return 0;
        }

        private int local(int start, boolean[] covered) {
            if (inWords[start] || !between(start, 2, 8)) {
                return 0;
            }
            for (int length = 8; length >= 7; length--) {
                if (one(start, start + length) && wellFormed(start, length) && follows(start, PHONE_CUES)) {
                    Arrays.fill(covered, start, start + length - 4, !official || ofCitizen(start));
                    return length;
                }
            }
            return 0;
        }

        private int identity(int start, boolean[] covered) {
            if (!PROVINCES.contains(number(start, 2))) {
                return 0;
            }
            if (oneWithX(start, start + 18)
                    && wellFormed(start, 18)
                    && isDay(number(start + 6, 4), number(start + 10, 2), number(start + 12, 2))
                    && (checks(start) || follows(start, IDENTITY_CUES))) {
                Arrays.fill(covered, start + 2, start + 16, true);
                return 18;
            }
            if (one(start, start + 15)
                    && wellFormed(start, 15)
                    && isDay(1900 + number(start + 6, 2), number(start + 8, 2), number(start + 10, 2))) {
                Arrays.fill(covered, start + 2, start + 13, true);
                return 15;
            }
            return 0;
        }

        private int card(int start, boolean[] covered) {
            if (inWords[start] || !between(start, 3, 9)) {
                return 0;
            }
            for (int length = 19; length >= 16; length--) {
                if (one(start, start + length) && wellFormed(start, length) && luhn(start, length)) {
                    Arrays.fill(covered, start, start + length - 4, true);
                    return length;
                }
            }
            return 0;
        }

        private boolean coverKnown(String number, boolean[] covered) {
            int[] digits = number == null
                    ? new int[0]
                    : number.codePoints()
                            .map(Masking::digit)
                            .filter(d -> d >= 0)
                            .toArray();
            if (digits.length < 7) {
                return false;
            }
            boolean any = false;
            for (int start = 0; start + digits.length <= count; start++) {
                boolean same = true;
                for (int i = 0; same && i < digits.length; i++) {
                    same = value[start + i] == digits[i] && (i == 0 || gap[start + i] != BREAK);
                }
                if (same) {
                    int keep = digits.length >= 10 ? 3 : 0;
                    Arrays.fill(covered, start + keep, start + digits.length - 4, true);
                    any = true;
                }
            }
            return any;
        }

        private int countryCode(int start) {
            if (is(start, 0) && is(start + 1, 0) && is(start + 2, 8) && is(start + 3, 6)) {
                return 4;
            }
            return is(start, 8) && is(start + 1, 6) ? 2 : 0;
        }

        private boolean is(int at, int digit) {
            return at < count && value[at] == digit;
        }

        private boolean between(int at, int from, int to) {
            return at < count && value[at] >= from && value[at] <= to;
        }

        /** The digits from start to end (exclusive) hang together, and the number ends there. */
        private boolean one(int start, int end) {
            return oneWithX(start, end) && value[end - 1] < X;
        }

        private boolean oneWithX(int start, int end) {
            if (end > count) {
                return false;
            }
            for (int i = start + 1; i < end; i++) {
                if (gap[i] == BREAK || value[i - 1] == X) {
                    return false;
                }
            }
            return end == count || gap[end] != 0 || value[end] == X;
        }

        /**
         * Groups as people write numbers: few, or the first of three digits and more, or digit by digit. Keeps lists of
         * small numbers and amounts out.
         */
        private boolean wellFormed(int start, int length) {
            int groups = 1;
            int first = length;
            for (int i = 1; i < length; i++) {
                if (gap[start + i] > 0) {
                    if (groups == 1) {
                        first = i;
                    }
                    groups++;
                }
            }
            return groups <= 3 || groups == length || first >= 3 && groups <= 6;
        }

        private boolean follows(int start, String[] cues) {
            int end = position[start];
            String before = text.substring(Math.max(0, end - CUE_REACH), end).toLowerCase(Locale.ROOT);
            return Arrays.stream(cues).anyMatch(before::contains);
        }

        /** Whether the words before the landline number in its sentence give it to a citizen. */
        private boolean ofCitizen(int start) {
            String before = saidBefore(start);
            return last(OF_CITIZENS, before) > last(OF_OFFICES, before);
        }

        /** Whether they give the mobile number to somebody who may be called. */
        private boolean ofOffice(int start) {
            String before = saidBefore(start);
            int office = last(OF_OFFICES, before);
            return office > last(OF_CITIZENS, before) && office >= last(CALLED, before);
        }

        /** What stands before the number in its sentence. */
        private String saidBefore(int start) {
            int end = position[start];
            int from = Math.max(0, end - SAID_REACH);
            for (int i = end - 1; i >= from; i--) {
                if (SENTENCE_ENDS.indexOf(text.charAt(i)) >= 0) {
                    from = i + 1;
                    break;
                }
            }
            return text.substring(from, end).toLowerCase(Locale.ROOT);
        }

        /** Where the last of these words ends; -1: there is none. */
        private static int last(Pattern words, String text) {
            int end = -1;
            for (var found = words.matcher(text); found.find(); ) {
                end = found.end();
            }
            return end;
        }

        private int number(int start, int length) {
            int result = 0;
            for (int i = start; i < start + length; i++) {
                if (i >= count || value[i] == X) {
                    return -1;
                }
                result = result * 10 + value[i];
            }
            return result;
        }

        private boolean checks(int start) {
            int sum = 0;
            for (int i = 0; i < 17; i++) {
                sum += value[start + i] * IDENTITY_WEIGHTS[i];
            }
            return (12 - sum % 11) % 11 == value[start + 17];
        }

        private boolean luhn(int start, int length) {
            int sum = 0;
            for (int i = 0; i < length; i++) {
                int d = value[start + length - 1 - i];
                if (i % 2 == 1) {
                    d = d > 4 ? d * 2 - 9 : d * 2;
                }
                sum += d;
            }
            return sum % 10 == 0;
        }

        private static boolean isDay(int year, int month, int day) {
            if (year < 1850 || year > 2099) {
                return false;
            }
            try {
                LocalDate.of(year, month, day);
                return true;
            } catch (DateTimeException notADay) {
                return false;
            }
        }

        private String write(boolean[] covered) {
            var out = new StringBuilder(text.length());
            int from = 0;
            for (int i = 0; i < count; i++) {
                if (covered[i]) {
                    out.append(text, from, position[i]).append('*');
                    from = position[i] + Character.charCount(text.codePointAt(position[i]));
                }
            }
            return out.append(text, from, text.length()).toString();
        }
    }
}
