package org.hotline12345.dispatch.cases.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Urgency;

/**
 * What makes a case complex (疑难件), so that a leader reads it before it is handled. The Changchun New Area asks its leaders to
 * read and instruct on the cases themselves, principal leaders on the hard ones (分管领导亲自阅批受理的诉求件); which are hard is
 * told by signs that need no judgement.
 *
 * @param channel Channel code.
 * @param round Round of handling.
 * @param cause Why the order came into being.
 * @param coUnits How many units handle it together with the lead.
 */
public record ComplexCase(Urgency urgency, String channel, int round, DispatchCause cause, int coUnits) {
    private static final Set<String> FROM_ABOVE = Set.of("PROVINCE", "CITY", "PEOPLES_DAILY", "LEADER", "INSPECTOR");

    /** The signs; none for a simple case. */
    public Set<Sign> signs() {
        var signs = EnumSet.noneOf(Sign.class);
        if (urgency != Urgency.ORDINARY) {
            signs.add(Sign.URGENT);
        }
        if (FROM_ABOVE.contains(channel)) {
            signs.add(Sign.FROM_ABOVE);
        }
        if (round > 1) {
            signs.add(Sign.REWORK);
        }
        if (cause == DispatchCause.AFTER_RETURN) {
            signs.add(Sign.RETURNED_BEFORE);
        }
        if (coUnits > 0) {
            signs.add(Sign.CO_HANDLED);
        }
        return signs;
    }

    /** Whether a leader must read it first. */
    public InstructionStanding standing(InstructionPolicy policy) {
        boolean awaited = policy == InstructionPolicy.ALL || policy == InstructionPolicy.COMPLEX && !signs().isEmpty();
        return awaited ? InstructionStanding.AWAITED : InstructionStanding.NOT_NEEDED;
    }

    /** The words of the signs, in their order. */
    public List<String> words(Language language) {
        return signs().stream().map(sign -> sign.word.in(language)).toList();
    }

    /** A sign of a complex case. */
    public enum Sign {
        URGENT("紧急或特急", "urgent or emergency"),
        /** 上级交办. */
        FROM_ABOVE("上级或领导交办", "came from above"),
        REWORK("重办", "a rework"),
        RETURNED_BEFORE("曾被退单", "another unit returned it"),
        CO_HANDLED("多部门协办", "handled together with other units");

        private final Text word;

        Sign(String chinese, String english) {
            word = new Text(chinese, english);
        }
    }
}
