package org.hotline12345.assessment.definition.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.chassis.language.Text;

/**
 * Every rate of the suite, each defined here and nowhere else: numerator ÷ denominator in per cent, rounded half up to two
 * decimals. Without a denominator there is no rate (null), which is not nought.
 *
 * <p>Acceptance is the one rate that means two things: of a unit it is what it signed of what it was given; of the office it
 * is what was accepted of what had to be.
 */
public enum Rate {
    /** 受理率 of the office. */
    ACCEPTANCE("acceptanceRate", Count.ACCEPTED, Count.RECEIVED, Count.NOT_ACCEPTED, Count.WITHDRAWN_BEFORE_ACCEPTANCE),
    /** 受理率 of a unit. */
    UNIT_ACCEPTANCE("unitAcceptanceRate", Count.SIGNED, Count.DISPATCHED, Count.ENDED_UNSIGNED),
    FIRST_TIME_RIGHT("firstTimeRightRate", Count.FIRST_TIME_RIGHT, Count.FIRST_DISPATCHES),
    /** 按时签收率: over what could be signed and had to be by now. */
    SIGNING("signedOnTimeRate", Count.SIGNED_ON_TIME, Count.SIGN_DUE),
    /** 按时办结率: over what was due by now, not over what was finished. */
    ON_TIME("onTimeRate", Count.FINISHED_ON_TIME, Count.DUE, Count.NOT_YET_DUE),
    /** What the rate of a period that still runs comes to at the best: if all that is not yet due comes in time. */
    ON_TIME_FORECAST("onTimeForecastRate", Count.IN_TIME_SO_FAR, Count.DUE),
    FINISH("finishRate", Count.FINISHED, Count.DUE, Count.NOT_YET_DUE),
    FIRST_ROUND("firstRoundRate", Count.FINISHED_AT_FIRST_ROUND, Count.FIRST_ROUNDS),
    FEEDBACK("feedbackRate", Count.INFORMED, Count.TO_BE_INFORMED),
    /** 智能语音反馈率: over the rounds to be informed of; the robot calls nobody who was answered on the spot. */
    ROBOT_FEEDBACK("robotFeedbackRate", Count.INFORMED_BY_ROBOT, Count.TO_BE_INFORMED, Count.ANSWERED_DIRECTLY),
    CALLBACK("callbackRate", Count.REACHED, Count.CALLED_BACK),
    SATISFACTION("satisfactionRate", Count.SATISFIED, Count.ANSWERED),
    SATISFACTION_AUTOMATIC("satisfactionAutomaticRate", Count.SATISFIED_AUTOMATIC, Count.ANSWERED_AUTOMATIC),
    SATISFACTION_AGENT("satisfactionAgentRate", Count.SATISFIED_AGENT, Count.ANSWERED_AGENT),
    SATISFACTION_SOCIAL("satisfactionSocialRate", Count.SATISFIED_SOCIAL, Count.ANSWERED_SOCIAL),
    SOLVED("solvedRate", Count.SOLVED, Count.ANSWERED_SOLVED),
    DIRECT_ANSWER("directAnswerRate", Count.ANSWERED_DIRECTLY, Count.RECEIVED),
    /** 按时协办率: the co-handling unit's own. */
    CO_HANDLING("coHandlingOnTimeRate", Count.CO_HANDLING_ON_TIME, Count.CO_HANDLING_DUE);

    /** The rates of which a composite satisfaction can be made. */
    public static final Set<Rate> SATISFACTION_BY_INSTRUMENT =
            Set.of(SATISFACTION_AUTOMATIC, SATISFACTION_AGENT, SATISFACTION_SOCIAL);

    private static final Map<String, Rate> BY_NAME = byName();

    private final String code;
    private final Count numerator;
    private final Count denominator;
    private final List<Count> lessDenominator;

    Rate(String code, Count numerator, Count denominator, Count... less) {
        this.code = code;
        this.numerator = numerator;
        this.denominator = denominator;
        this.lessDenominator = List.of(less);
    }

    /** Name in answers. */
    public String code() {
        return code;
    }

    /** Name on screens. */
    public Text label() {
        return Texts.BUNDLE.get(code);
    }

    public Text numeratorWords() {
        return numerator.words();
    }

    public Text denominatorWords() {
        Text words = denominator.words();
        for (Count less : lessDenominator) {
            words = Texts.BUNDLE.get("less").fill(words, less.words());
        }
        return words;
    }

    /** The counts that make the denominator. */
    public List<Count> denominator() {
        return List.of(denominator);
    }

    /** The counts taken off the denominator. */
    public List<Count> lessDenominator() {
        return lessDenominator;
    }

    /** The counts that make the numerator. */
    public List<Count> numerator() {
        return List.of(numerator);
    }

    public long numerator(Figures figures) {
        return figures.count(numerator);
    }

    public long denominator(Figures figures) {
        return figures.count(denominator) - figures.sum(lessDenominator);
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
