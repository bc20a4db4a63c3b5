package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.privacy.model.CoveredPhone;
import org.hotline12345.followup.channel.Report.Verdict;
import org.hotline12345.followup.message.model.StopWord;

/**
 * Keeps what a citizen wrote back without naming a message, so that the gateway may forget it: the telephone encrypted until intake says
 * whose it is, the text masked. What becomes of it is {@link SettleTextReplies}' to find out.
 */
@ApplicationScoped
class KeepTextReplies {
    private final TextReplyStore replies;
    private final OpenTextReplies people;
    private final Channels channels;
    private final Clock clock;

    KeepTextReplies(TextReplyStore replies, OpenTextReplies people, Channels channels, Clock clock) {
        this.replies = replies;
        this.people = people;
        this.channels = channels;
        this.clock = clock;
    }

    /** Keeps it once; what says nothing is not kept. */
    Uni<Verdict> keep(Registration channel, Report report) {
        if (StopWord.bare(report.text()).isEmpty()) {
            return Uni.createFrom().item(Verdict.NOT_UNDERSTOOD);
        }
        var seal = channels.secret(channel.code()).map(ReplySeal::new).orElse(null);
        if (seal == null) {
            return Uni.createFrom().item(Verdict.UNKNOWN);
        }
        return replies.keep(kept(channel, report, seal)).map(isNew -> isNew ? Verdict.TAKEN : Verdict.REPEATED);
    }

    /** The same of one without a telephone that names the message which it answers: people read it at once, for whose it is is known. */
    Uni<Verdict> keepOf(Mutiny.Session session, Contacts.Citizen citizen, Registration channel, Report report) {
        var seal = channels.secret(channel.code()).map(ReplySeal::new).orElse(null);
        if (seal == null || StopWord.bare(report.text()).isEmpty()) {
            return Uni.createFrom().item(Verdict.NOT_UNDERSTOOD);
        }
        var reply = kept(channel, report, seal);
        return replies.keep(session, reply)
                .call(isNew -> isNew
                        ? people.open(session, reply.id(), citizen, reply.receivedAt())
                        : Uni.createFrom().voidItem())
                .map(isNew -> isNew ? Verdict.TAKEN : Verdict.REPEATED);
    }

    private TextReplyStore.Kept kept(Registration channel, Report report, ReplySeal seal) {
        var id = UuidV7.next();
        boolean hasPhone = report.phone() != null;
        Instant now = clock.instant();
        Instant said = report.at() == null ? now : report.at().toInstant();
        String text = report.text().replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ").strip();
        return new TextReplyStore.Kept(
                id,
                channel.code(),
                seal.mark(sameness(report)),
                hasPhone ? seal.seal(id, report.phone()) : new byte[0],
                hasPhone ? CoveredPhone.of(report.phone()) : "",
                hasPhone ? Masking.mask(text, CoveredPhone.digits(report.phone())) : Masking.mask(text),
                said.isAfter(now) ? now : said,
                now);
    }

    /**
     * The gateway's own id; without one the same words of the same telephone at the same time are the same reply, or those that answer the
     * same message.
     */
    private static String sameness(Report report) {
        if (report.id() != null) {
            return "id " + report.id();
        }
        return report.phone() == null
                ? "answers " + report.requestId() + " " + report.text()
                : "said " + CoveredPhone.digits(report.phone()) + " "
                        + report.at().toInstant() + " " + report.text();
    }
}
