package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.reply.ReplyCheckPolicyResource.UnitPolicy;
import org.hotline12345.dispatch.reply.ReplyCheckStore.Band;
import org.hotline12345.dispatch.reply.ReplyCheckStore.Quality;
import org.hotline12345.dispatch.reply.ReplyCheckStore.Question;
import org.hotline12345.dispatch.reply.model.CheckMode;
import org.hotline12345.dispatch.reply.model.Fingerprint;
import org.hotline12345.dispatch.reply.model.Reply;
import org.hotline12345.dispatch.reply.model.Reply.ReplyText;
import org.hotline12345.dispatch.reply.model.ReplyCheck;
import org.hotline12345.dispatch.reply.model.ReplyDraft;
import org.hotline12345.dispatch.reply.model.ReplyVerdict;
import org.hotline12345.dispatch.reply.model.Severity;
import org.hotline12345.dispatch.reply.model.Words;
import org.hotline12345.dispatch.vocabulary.ReplyVocabulary;
import org.hotline12345.dispatch.workorder.ReplyQuality;
import org.hotline12345.dispatch.workorder.Scope;

/**
 * Whether a reply says something: the question and the few replies that may be alike are read in one statement, the rules do
 * the rest, and what they found is stored with the reply.
 */
@ApplicationScoped
public class CheckReply {
    private final Scope scope;
    private final OfficeCopy office;
    private final ReplyCheckStore store;
    private final CheckMode mode;
    private final ReplyVocabulary vocabulary;

    CheckReply(
            Scope scope,
            OfficeCopy office,
            ReplyVocabulary vocabulary,
            ReplyCheckStore store,
            @ConfigProperty(name = "hotline.dispatch.reply-check", defaultValue = "ADVISE") CheckMode mode) {
        this.scope = scope;
        this.office = office;
        this.store = store;
        this.mode = mode;
        this.vocabulary = vocabulary;
    }

    /**
     * Checks a reply that the unit would give to the case of the order; 404 if there is none.
     *
     * @param history Given long ago: whoever moves it in cannot write it anew, so it is not compared with others.
     */
    Uni<Checked> check(UUID orderId, ReplyText text, boolean history) {
        var wording = vocabulary.inForce();
        var bands = Fingerprint.of(wording, text.text()).bands();
        var question = history ? store.questionOfHistory(orderId) : store.question(orderId, bands, scope.ownAndAbove());
        return question.onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .map(asked -> new Checked(
                        asked.unit(),
                        asked.accused(),
                        history
                                ? ReplyCheck.check(wording, draft(asked, text))
                                : ReplyCheck.check(wording, draft(asked, text), asked.alike()),
                        bands,
                        wording.version(),
                        policy(asked.unit(), asked.policies()).mode()));
    }

    private ReplyDraft draft(Question asked, ReplyText text) {
        return new ReplyDraft(
                text.disposition(),
                asked.type(),
                asked.question(),
                text.text(),
                text.basis(),
                text.contactedAt() != null,
                text.reviewDate(),
                office.unit(asked.unit()).map(UnitInfo::name).orElse(null));
    }

    /** What holds in the unit: its own policy or that of the next above it, else the setting of the installation. */
    UnitPolicy policy(String unit, Map<String, CheckMode> policies) {
        return office.withThoseAbove(unit).stream()
                .filter(policies::containsKey)
                .findFirst()
                .map(from -> new UnitPolicy(unit, policies.get(from), from))
                .orElse(new UnitPolicy(unit, mode, null));
    }

    /** Stores what was found with the reply, and its wording for later ones. */
    void store(Reply reply, Checked checked, Writes writes) {
        var bands = Arrays.stream(checked.bands())
                .mapToObj(band ->
                        new Band(reply.of().unit(), band, reply.id(), reply.of().caseId()))
                .toList();
        store.insert(
                writes,
                new Quality(reply.id(), checked.quality(), reply.origin().submittedAt()),
                bands);
    }

    /**
     * A reply that was checked.
     *
     * @param unit The lead unit of the order.
     * @param accused The units that the case accuses, and those handled with it.
     * @param verdict What was found.
     * @param bands The reply's wording.
     * @param wording The version of the phrases by which it was read.
     * @param mode What the unit's policy makes of serious flags.
     */
    record Checked(String unit, List<String> accused, ReplyVerdict verdict, long[] bands, int wording, CheckMode mode) {
        boolean blocked() {
            return mode == CheckMode.BLOCK && verdict.serious();
        }

        ReplyQuality quality() {
            return new ReplyQuality(
                    verdict.rules(),
                    wording,
                    verdict.language().name(),
                    verdict.serious()
                            ? Severity.SERIOUS.name()
                            : verdict.flags().isEmpty() ? "NONE" : Severity.ADVICE.name(),
                    verdict.flags().stream().map(Checked::shown).toList(),
                    verdict.named().stream()
                            .map(named -> new ReplyQuality.Named(named.element().name(), shown(named.words())))
                            .toList(),
                    verdict.notChecked().stream().map(Enum::name).toList());
        }

        private static ReplyQuality.Flag shown(ReplyVerdict.Flag flag) {
            var like = flag.like();
            return new ReplyQuality.Flag(
                    flag.code().name(),
                    flag.severity().name(),
                    null,
                    flag.words().stream().map(Checked::shown).toList(),
                    like == null
                            ? null
                            : new ReplyQuality.Like(
                                    like.replyId(), like.caseNumber(), like.similarity(), like.sameMatter()));
        }

        private static ReplyQuality.Words shown(Words words) {
            return new ReplyQuality.Words(words.where().name(), words.start(), words.end(), words.words());
        }
    }
}
