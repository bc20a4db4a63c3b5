package org.hotline12345.assessment.definition.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every rate of the suite, each defined here and nowhere else: numerator ÷ denominator in per cent, rounded half up to two
 * decimals. Without a denominator there is no rate (null), which is not nought.
 *
 * <p>Acceptance is the one rate that means two things: of a unit it is what it signed of what it was given; of the office it
 * is what was accepted of what had to be.
 */
public enum Rate {
    /** 受理率 of the office. */
    ACCEPTANCE(
            "acceptanceRate",
            "诉求受理率",
            "Acceptance rate",
            List.of(Count.ACCEPTED),
            List.of(Count.RECEIVED),
            List.of(Count.NOT_ACCEPTED, Count.WITHDRAWN_BEFORE_ACCEPTANCE)),
    /** 受理率 of a unit. */
    UNIT_ACCEPTANCE(
            "unitAcceptanceRate",
            "诉求受理率(承办单位)",
            "Acceptance rate of a unit",
            List.of(Count.SIGNED),
            List.of(Count.DISPATCHED),
            List.of(Count.ENDED_UNSIGNED)),
    /** 一次派准率. */
    FIRST_TIME_RIGHT(
            "firstTimeRightRate",
            "一次派准率",
            "Right at the first dispatch, rate",
            Count.FIRST_TIME_RIGHT,
            Count.FIRST_DISPATCHES),
    /** 按时签收率: over what could be signed and had to be by now. */
    SIGNING("signedOnTimeRate", "按时签收率", "Signing on time", Count.SIGNED_ON_TIME, Count.SIGN_DUE),
    /** 按时办结率: over what was due by now, not over what was finished. */
    ON_TIME(
            "onTimeRate",
            "按时办结率",
            "On-time rate",
            List.of(Count.FINISHED_ON_TIME),
            List.of(Count.DUE),
            List.of(Count.NOT_YET_DUE)),
    /** 办结率. */
    FINISH("finishRate", "办结率", "Finish rate", List.of(Count.FINISHED), List.of(Count.DUE), List.of(Count.NOT_YET_DUE)),
    /** 一次办结率. */
    FIRST_ROUND(
            "firstRoundRate",
            "一次办结率",
            "Finished at the first round, rate",
            Count.FINISHED_AT_FIRST_ROUND,
            Count.FIRST_ROUNDS),
    /** 反馈回复率. */
    FEEDBACK("feedbackRate", "反馈回复率", "Feedback rate", Count.INFORMED, Count.TO_BE_INFORMED),
    /** 智能语音反馈率: over the rounds to be informed of; the robot calls nobody who was answered on the spot. */
    ROBOT_FEEDBACK(
            "robotFeedbackRate",
            "智能语音反馈率",
            "Informed by the robot, rate",
            List.of(Count.INFORMED_BY_ROBOT),
            List.of(Count.TO_BE_INFORMED),
            List.of(Count.ANSWERED_DIRECTLY)),
    /** 回访成功率. */
    CALLBACK("callbackRate", "回访成功率", "Callback rate", Count.REACHED, Count.CALLED_BACK),
    /** 群众满意率. */
    SATISFACTION("satisfactionRate", "群众满意率", "Satisfaction rate", Count.SATISFIED, Count.ANSWERED),
    /** 智能回访满意率. */
    SATISFACTION_AUTOMATIC(
            "satisfactionAutomaticRate",
            "智能回访满意率",
            "Satisfaction rate, automatic",
            Count.SATISFIED_AUTOMATIC,
            Count.ANSWERED_AUTOMATIC),
    /** 人工回访满意率. */
    SATISFACTION_AGENT(
            "satisfactionAgentRate",
            "人工回访满意率",
            "Satisfaction rate, agents",
            Count.SATISFIED_AGENT,
            Count.ANSWERED_AGENT),
    /** 社会调查满意率. */
    SATISFACTION_SOCIAL(
            "satisfactionSocialRate",
            "社会调查满意率",
            "Satisfaction rate, social survey",
            Count.SATISFIED_SOCIAL,
            Count.ANSWERED_SOCIAL),
    /** 解决率. */
    SOLVED("solvedRate", "解决率", "Solved rate", Count.SOLVED, Count.ANSWERED_SOLVED),
    /** 直接答复率. */
    DIRECT_ANSWER("directAnswerRate", "直接答复率", "Answered on the spot, share", Count.ANSWERED_DIRECTLY, Count.RECEIVED),
    /** 按时协办率: the co-handling unit's own. */
    CO_HANDLING(
            "coHandlingOnTimeRate",
            "按时协办率",
            "Opinions in time, rate",
            Count.CO_HANDLING_ON_TIME,
            Count.CO_HANDLING_DUE);

    /** The rates of which a composite satisfaction can be made. */
    public static final Set<Rate> SATISFACTION_BY_INSTRUMENT =
            Set.of(SATISFACTION_AUTOMATIC, SATISFACTION_AGENT, SATISFACTION_SOCIAL);

    private static final Map<String, Rate> BY_NAME = byName();

    private final String code;
    private final String chinese;
    private final String english;
    private final List<Count> numerator;
    private final List<Count> denominator;
    private final List<Count> lessDenominator;

    Rate(String code, String chinese, String english, Count numerator, Count denominator) {
        this(code, chinese, english, List.of(numerator), List.of(denominator), List.of());
    }

    Rate(
            String code,
            String chinese,
            String english,
            List<Count> numerator,
            List<Count> denominator,
            List<Count> lessDenominator) {
        this.code = code;
        this.chinese = chinese;
        this.english = english;
        this.numerator = numerator;
        this.denominator = denominator;
        this.lessDenominator = lessDenominator;
    }

    /** Name in answers. */
    public String code() {
        return code;
    }

    /** Name on screens. */
    public String name(boolean inEnglish) {
        return inEnglish ? english : chinese;
    }

    public String numeratorWords(boolean inEnglish) {
        return numerator.get(0).words(inEnglish);
    }

    public String denominatorWords(boolean inEnglish) {
        var words = new StringBuilder(denominator.get(0).words(inEnglish));
        for (Count less : lessDenominator) {
            words.append(inEnglish ? "; less " : ";减去").append(less.words(inEnglish));
        }
        return words.toString();
    }

    /** The counts that make the denominator. */
    public List<Count> denominator() {
        return denominator;
    }

    /** The counts taken off the denominator. */
    public List<Count> lessDenominator() {
        return lessDenominator;
    }

    /** The counts that make the numerator. */
    public List<Count> numerator() {
        return numerator;
    }

    public long numerator(Figures figures) {
        return figures.sum(numerator);
    }

    public long denominator(Figures figures) {
        return figures.sum(denominator) - figures.sum(lessDenominator);
    }

    /** The rate of these figures in per cent; null without a denominator. */
    public BigDecimal of(Figures figures) {
        return percent(numerator(figures), denominator(figures));
    }

    /** A share in per cent, two decimals, half up; null without a denominator. */
    public static BigDecimal percent(long numerator, long denominator) {
        return denominator <= 0
                ? null
                : BigDecimal.valueOf(numerator)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(BigDecimal.valueOf(denominator), 2, RoundingMode.HALF_UP);
    }

    /** The rate of this name: as in answers, or without "Rate", or written with hyphens. */
    public static Optional<Rate> named(String name) {
        return Optional.ofNullable(BY_NAME.get(plain(name)));
    }

    /** Of two rates of one name the first. */
    private static Map<String, Rate> byName() {
        var byName = new HashMap<String, Rate>();
        for (Rate rate : values()) {
            byName.putIfAbsent(plain(rate.code), rate);
            byName.putIfAbsent(plain(rate.name()), rate);
        }
        return byName;
    }

    private static String plain(String name) {
        String letters = name == null ? "" : name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
        return letters.endsWith("rate") ? letters.substring(0, letters.length() - 4) : letters;
    }
}
