package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.channel.model.ReplyClock;
import org.jboss.logging.Logger;

/** Brings short messages of citizens before people, each with the time until which one of them reads it, and urges when that is over. */
@ApplicationScoped
class OpenTextReplies {
    private static final Logger LOG = Logger.getLogger(OpenTextReplies.class);

    private final TextReplyStore replies;
    private final OfficeQueries office;

    OpenTextReplies(TextReplyStore replies, OfficeQueries office) {
        this.replies = replies;
        this.office = office;
    }

    /** A person is to read it: its clock starts now. */
    Uni<Void> open(Mutiny.Session session, UUID id, Contacts.Citizen citizen, Instant now) {
        return office.now(session)
                .map(known -> ReplyClock.from(
                        now, known.calendar(), known.policies().inForceAt(now).policy()))
                .chain(clock -> replies.open(session, id, citizen, clock));
    }

    /** Urges about those whose time has come, once about each, whichever instance is first; answers how many. */
    Uni<Integer> urge(Instant now) {
        return replies.urge(now).invoke(urged -> {
            if (urged > 0) {
                LOG.infof("Urged the callback agents about %d text replies", urged);
            }
        });
    }
}
