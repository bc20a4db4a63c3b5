package org.hotline12345.followup.policy.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hotline12345.chassis.language.Text;

/**
 * A clock that a law or regulation sets beside the hotline's own, 法定时限, such as the decision whether a consumer's complaint is
 * accepted. A reply of the hotline does not stop it; the unit says when the act was done. A case that no term fits does not have
 * it.
 *
 * @param id Id within the policy; it never changes its meaning.
 * @param title What is due, by language, {@code zh} and {@code en}.
 * @param basis The law or regulation with its article.
 * @param terms How long, the first that fits.
 * @param marks What is done around it.
 */
public record StatutoryClock(
        String id, Map<String, String> title, String basis, StartingPoint startsAt, List<Term> terms, Marks marks) {
    public StatutoryClock {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(basis, "basis");
        title = Map.copyOf(title);
        terms = List.copyOf(terms);
    }

    /** What is due. */
    public Text heading() {
        String chinese = title.getOrDefault("zh", id);
        return new Text(chinese, title.getOrDefault("en", chinese));
    }

    /** Its rules as those of a kind: nothing prolongs it. */
    public KindRules rules() {
        return new KindRules(startsAt, terms, marks, Extensions.none(), Pauses.none());
    }

    /** Whether a case has it. */
    public boolean isFor(CaseTraits traits) {
        return rules().termFor(traits).isPresent();
    }
}
