package org.hotline12345.dispatch.reply.model;

import static org.hotline12345.dispatch.reply.model.ReplyVerdict.Element.BASIS;
import static org.hotline12345.dispatch.reply.model.ReplyVerdict.Element.CONTACT;
import static org.hotline12345.dispatch.reply.model.ReplyVerdict.Element.WHAT;
import static org.hotline12345.dispatch.reply.model.ReplyVerdict.Element.WHEN;
import static org.hotline12345.dispatch.reply.model.ReplyVerdict.Element.WHO;
import static org.hotline12345.dispatch.reply.model.Severity.ADVICE;
import static org.hotline12345.dispatch.reply.model.Severity.SERIOUS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.dispatch.reply.model.ReplyVerdict.Element;
import org.hotline12345.dispatch.reply.model.ReplyVerdict.Flag;
import org.hotline12345.dispatch.reply.model.ReplyVerdict.Language;
import org.hotline12345.dispatch.reply.model.ReplyVerdict.Like;
import org.hotline12345.dispatch.reply.model.ReplyVerdict.Named;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Disposition;

/**
 * Whether a reply says something (具体详实, not 答非所问, not 空话套话): the rules, each resting on words that the author can see. They read
 * Chinese; of a reply in another language only what needs no language is judged.
 */
public final class ReplyCheck {
    /** Version of the rules; raised with every change of what they find. */
    public static final int RULES = 1;

    /** Below this the reply and the question seem to have no matter in common, below the second it is as good as sure. */
    private static final double SAME_MATTER = 0.028;

    private static final double NO_MATTER = 0.012;
    /** From this on two citizens ask about one thing; titles are short and alike sooner. */
    private static final double SAME_QUESTION = 0.20;

    private static final double SAME_TITLE = 0.50;

    /** Pairs of characters that question and reply need to be compared at all, and to be sure: short texts say one thing in two ways. */
    private static final int COMPARABLE = 25;

    private static final int SURE = 40;
    /** Letters besides courtesies that a reply needs to say anything, and to say enough. */
    private static final int SAYS_ANYTHING = 15;

    private static final int SAYS_ENOUGH = 30;
    /** Letters besides courtesies and stock phrases below which a reply is empty. */
    private static final int SUBSTANCE = 12;

    private static final int MOST_WORDS = 6;

    private static final Set<ReplyFlag> NEED_CHINESE = EnumSet.of(
            ReplyFlag.NOT_ABOUT_THE_QUESTION,
            ReplyFlag.EMPTY_PHRASES,
            ReplyFlag.NO_ACTION,
            ReplyFlag.NO_WHO,
            ReplyFlag.NO_WHEN,
            ReplyFlag.NO_BASIS,
            ReplyFlag.NO_CONTACT,
            ReplyFlag.STILL_OPEN,
            ReplyFlag.SAYS_NOT_ESTABLISHED,
            ReplyFlag.SAYS_ESTABLISHED,
            ReplyFlag.NO_DATE_OF_PLAN,
            ReplyFlag.NO_LEGAL_ROUTE,
            ReplyFlag.NO_ATTEMPTS);

    private static final Comparator<Like> NEARER =
            Comparator.comparing(Like::sameMatter).thenComparing(Like::similarity);

    private final Wording wording;
    private final ReplyDraft draft;
    private final Body body;
    private final List<Flag> flags = new ArrayList<>();
    private final Map<Element, List<Words>> named = new EnumMap<>(Element.class);

    private ReplyCheck(Wording wording, ReplyDraft draft) {
        this.wording = wording;
        this.draft = draft;
        body = Body.of(wording, draft.text());
    }

    /** Checks a reply. {@code alike}: other replies of the unit found by {@link Fingerprint#bands()}. */
    public static ReplyVerdict check(Wording wording, ReplyDraft draft, List<EarlierReply> alike) {
        return new ReplyCheck(wording, draft).verdict(alike);
    }

    /** Checks a reply without comparing it with others. */
    public static ReplyVerdict check(Wording wording, ReplyDraft draft) {
        return new ReplyCheck(wording, draft).verdict(null);
    }

    private ReplyVerdict verdict(List<EarlierReply> alike) {
        Language language = language(draft.text());
        if (language == Language.CHINESE) {
            tooShort(Body.letters(body.said()), SAYS_ANYTHING, SAYS_ENOUGH);
            name();
            empty();
            matter();
            missing();
            disposition();
        } else {
            tooShort(draft.text().strip().split("\\s+").length, 5, 15);
        }
        if (draft.disposition() == Disposition.PLANNED && draft.reviewDate() == null) {
            flag(ReplyFlag.NO_REVIEW_DATE, SERIOUS, List.of());
        }
        if (draft.disposition() == Disposition.UNREACHABLE && draft.contacted()) {
            flag(ReplyFlag.SAYS_REACHED, SERIOUS, List.of());
        }
        var notChecked = EnumSet.noneOf(ReplyFlag.class);
        if (language != Language.CHINESE) {
            notChecked.addAll(NEED_CHINESE);
        }
        if (alike == null) {
            notChecked.add(ReplyFlag.COPIED);
        } else {
            copied(alike);
        }
        flags.sort(Comparator.comparing(Flag::severity).thenComparing(Flag::code));
        var shown = new ArrayList<Named>();
        named.forEach((element, words) ->
                words.stream().limit(MOST_WORDS).forEach(found -> shown.add(new Named(element, found))));
        return new ReplyVerdict(RULES, language, flags, shown, List.copyOf(notChecked));
    }

    /** Chinese unless letters of other scripts outnumber its characters by far: names and addresses are often Latin. */
    static Language language(String text) {
        int han = 0;
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Matter.isHan(c)) {
                han++;
            } else if (Character.isLetter(c)) {
                others++;
            }
        }
        return han * 4 >= others ? Language.CHINESE : Language.OTHER;
    }

    private void tooShort(int said, int anything, int enough) {
        if (said < enough) {
            flag(ReplyFlag.TOO_SHORT, said < anything ? SERIOUS : ADVICE, List.of());
        }
    }

    /** Looks for what, who, when, basis and contact. */
    private void name() {
        String said = body.said();
        String withoutTitles = Body.without(said, wording.basis);
        put(
                WHAT,
                wording.done.find(said).stream()
                        .filter(span -> !denied(said, span[0]))
                        .toList());
        put(WHEN, wording.time.find(withoutTitles));
        var basis = basis(said);
        put(BASIS, basis);
        if (draft.basis() != null && !basis(draft.basis()).isEmpty()) {
            basis(draft.basis())
                    .forEach(span -> named.computeIfAbsent(BASIS, key -> new ArrayList<>())
                            .add(Words.of(Words.Where.BASIS, draft.basis(), span[0], span[1])));
        }
        put(CONTACT, wording.contact.find(said));
        var who = new ArrayList<>(wording.self.find(said));
        who.addAll(Offices.named(wording, said, draft.question()));
        if (draft.unitName() != null && said.contains(draft.unitName())) {
            int at = said.indexOf(draft.unitName());
            who.add(new int[] {at, at + draft.unitName().length()});
        }
        put(WHO, who);
    }

    private List<int[]> basis(String said) {
        return wording.basis.find(Body.without(said, wording.vagueBasis));
    }

    private void put(Element element, List<int[]> spans) {
        if (!spans.isEmpty()) {
            named.computeIfAbsent(element, key -> new ArrayList<>()).addAll(words(spans));
        }
    }

    private void empty() {
        var stock = wording.stock.find(body.said());
        if (stock.isEmpty()) {
            return;
        }
        String rest = Body.without(body.said(), stock);
        int substance = Body.letters(Body.without(rest, Offices.named(wording, rest, "")));
        boolean concrete =
                named.containsKey(WHEN) || named.containsKey(BASIS) || named.containsKey(CONTACT) || hasDone();
        boolean promises = stock.size() >= 3 && !concrete && wording.answer.first(rest) == null;
        if (substance < SUBSTANCE || promises) {
            flag(ReplyFlag.EMPTY_PHRASES, SERIOUS, words(stock));
        }
    }

    private void matter() {
        if (draft.question() == null) {
            return;
        }
        var asked = Matter.of(wording.common, draft.question());
        var answered = Matter.of(wording.common, body.said());
        int shorter = Math.min(asked.size(), answered.size());
        double shared = asked.shared(answered);
        if (shorter >= COMPARABLE && shared < SAME_MATTER) {
            flag(
                    ReplyFlag.NOT_ABOUT_THE_QUESTION,
                    shorter >= SURE && shared < NO_MATTER ? SERIOUS : ADVICE,
                    asked.missingFrom(answered, Words.Where.QUESTION, MOST_WORDS));
        }
    }

    private void missing() {
        boolean answerIsEnough = draft.disposition() != Disposition.RESOLVED || draft.type() == CaseType.CONSULTATION;
        if (!hasDone() && !(answerIsEnough && wording.answer.first(body.said()) != null)) {
            flag(ReplyFlag.NO_ACTION, SERIOUS, List.of());
        }
        if (!named.containsKey(WHO)) {
            flag(ReplyFlag.NO_WHO, ADVICE, List.of());
        }
        if (!named.containsKey(WHEN)) {
            flag(ReplyFlag.NO_WHEN, ADVICE, List.of());
        }
        if (!named.containsKey(BASIS)) {
            // told that policy forbids it, the citizen must be able to look it up
            flag(
                    ReplyFlag.NO_BASIS,
                    draft.disposition() == Disposition.EXPLAINED ? SERIOUS : ADVICE,
                    words(wording.vagueBasis.find(body.said())));
        }
        if (!named.containsKey(CONTACT)) {
            flag(ReplyFlag.NO_CONTACT, ADVICE, List.of());
        }
    }

    private boolean hasDone() {
        return named.containsKey(WHAT);
    }

    private void disposition() {
        if (draft.disposition() == null) {
            return;
        }
        String said = body.said();
        switch (draft.disposition()) {
            case RESOLVED -> {
                var open = wording.open.find(said);
                if (!open.isEmpty() && draft.type() != CaseType.CONSULTATION && wording.finished.first(said) == null) {
                    flag(ReplyFlag.STILL_OPEN, onlyPromised(open) ? ADVICE : SERIOUS, words(open));
                }
                var notTrue = wording.notEstablished.find(said);
                if (!notTrue.isEmpty() && wording.finished.first(said) == null) {
                    flag(ReplyFlag.SAYS_NOT_ESTABLISHED, ADVICE, words(notTrue));
                }
            }
            case NOT_ESTABLISHED -> {
                var isSo = wording.established.find(Body.without(said, wording.quoted)).stream()
                        .filter(span -> !denied(said, span[0]))
                        .toList();
                if (!isSo.isEmpty()) {
                    // some of it so, some not: worth a look, no contradiction
                    boolean partly = wording.notEstablished.first(said) != null;
                    flag(ReplyFlag.SAYS_ESTABLISHED, partly ? ADVICE : SERIOUS, words(isSo));
                }
            }
            case PLANNED -> {
                if (!named.containsKey(WHEN)) {
                    flag(ReplyFlag.NO_DATE_OF_PLAN, SERIOUS, words(wording.open.find(said)));
                }
            }
            case LEGAL_ROUTE -> {
                if (wording.route.first(said) == null) {
                    flag(ReplyFlag.NO_LEGAL_ROUTE, SERIOUS, List.of());
                }
            }
            case UNREACHABLE -> {
                var reached = wording.reached.find(said).stream()
                        .filter(span -> !denied(said, span[0]))
                        .toList();
                if (!reached.isEmpty()) {
                    flag(ReplyFlag.SAYS_REACHED, SERIOUS, words(reached));
                } else if (wording.attempts.first(said) == null && !named.containsKey(WHEN)) {
                    flag(ReplyFlag.NO_ATTEMPTS, SERIOUS, List.of());
                }
            }
            case EXPLAINED -> {
                // its duty, the basis, is judged with the other elements
            }
        }
    }

    /** Whether what is to come can be aftercare of something done (将加强巡查), and nothing is said to be under way. */
    private boolean onlyPromised(List<int[]> open) {
        return hasDone()
                && open.stream().allMatch(span -> "将下后力争即抓尽".indexOf(body.said().charAt(span[0])) >= 0);
    }

    private void copied(List<EarlierReply> alike) {
        if (alike.isEmpty()) {
            return;
        }
        var own = Fingerprint.ofSaid(body.said());
        Like most = null;
        for (EarlierReply other : alike) {
            double similarity = own.similarity(Fingerprint.of(wording, other.text()));
            if (similarity >= Fingerprint.ALIKE) {
                var like = new Like(
                        other.replyId(),
                        other.caseNumber(),
                        Math.round(similarity * 100) / 100.0,
                        oneMatter(draft.question(), other.question()));
                // an answer to the same matter explains the likeness, whatever it was pasted into besides
                most = most == null || NEARER.compare(like, most) > 0 ? like : most;
            }
        }
        if (most != null) {
            flags.add(new Flag(ReplyFlag.COPIED, most.sameMatter() ? ADVICE : SERIOUS, List.of(), most));
        }
    }

    private boolean oneMatter(String question, String other) {
        return question != null
                && other != null
                && (question.equals(other)
                        || Matter.of(wording.common, question).shared(Matter.of(wording.common, other)) >= SAME_QUESTION
                        || Matter.of(wording.common, title(question)).shared(Matter.of(wording.common, title(other)))
                                >= SAME_TITLE);
    }

    private static String title(String question) {
        int end = question.indexOf('\n');
        return end < 0 ? question : question.substring(0, end);
    }

    private boolean denied(String said, int at) {
        for (int i = Math.max(0, at - 3); i < at; i++) {
            if (wording.denial.indexOf(said.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private void flag(ReplyFlag code, Severity severity, List<Words> words) {
        boolean raised = flags.stream().anyMatch(flag -> flag.code() == code);
        if (!raised) {
            flags.add(new Flag(code, severity, words.size() > MOST_WORDS ? words.subList(0, MOST_WORDS) : words, null));
        }
    }

    private List<Words> words(List<int[]> spans) {
        return spans.stream()
                .map(span -> Words.of(Words.Where.TEXT, body.text(), span[0], span[1]))
                .toList();
    }
}
