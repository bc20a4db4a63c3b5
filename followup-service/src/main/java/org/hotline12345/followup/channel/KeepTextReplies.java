package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
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
    private final Channels channels;
    private final Clock clock;

    KeepTextReplies(TextReplyStore replies, Channels channels, Clock clock) {
        this.replies = replies;
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
        var id = UuidV7.next();
        Instant now = clock.instant();
        Instant said = report.at() == null ? now : report.at().toInstant();
        String text = report.text().replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ").strip();
        return replies.keep(new TextReplyStore.Kept(
                        id,
                        channel.code(),
                        seal.mark(sameness(report)),
                        seal.seal(id, report.phone()),
                        CoveredPhone.of(report.phone()),
                        Masking.mask(text, CoveredPhone.digits(report.phone())),
                        said.isAfter(now) ? now : said,
                        now))
                .map(isNew -> isNew ? Verdict.TAKEN : Verdict.REPEATED);
    }

    /** The gateway's own id; without one the same words of the same telephone at the same time are the same reply. */
    private static String sameness(Report report) {
        return report.id() != null
                ? "id " + report.id()
                : "said " + CoveredPhone.digits(report.phone()) + " "
                        + report.at().toInstant() + " " + report.text();
    }
}
