package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.problem.Problem;

/** What an operator collects for a channel that takes files: askings of callbacks, and the messages that wait for citizens. */
@ApplicationScoped
class CollectBatch {
    private final RequestStore requests;
    private final SendMessages askings;
    private final CitizenMessageStore told;
    private final SendCitizenMessages messages;
    private final Clock clock;

    CollectBatch(
            RequestStore requests,
            SendMessages askings,
            CitizenMessageStore told,
            SendCitizenMessages messages,
            Clock clock) {
        this.requests = requests;
        this.askings = askings;
        this.told = told;
        this.messages = messages;
        this.clock = clock;
    }

    /** A new batch of at most so many, askings first. */
    Uni<List<Message>> collect(Registration channel, UUID batch, int max) {
        Instant now = clock.instant();
        return askings.collect(channel, batch, max, now)
                .chain(asked -> messages.collect(channel, batch, max - asked.size(), now)
                        .map(more -> both(asked, more)));
    }

    /** What a batch held, without what is done with; 404 if there is no such batch. */
    Uni<List<Message>> again(Registration channel, UUID batch) {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(requests.size(batch), told.size(batch))
                .asTuple()
                .chain(sizes -> {
                    if (sizes.getItem1() + sizes.getItem2() == 0) {
                        throw Problem.notFound();
                    }
                    return askings.collect(channel, batch, sizes.getItem1(), now)
                            .chain(asked -> messages.batch(channel, batch, sizes.getItem2(), now)
                                    .map(more -> both(asked, more)));
                });
    }

    private static List<Message> both(List<Message> asked, List<Message> told) {
        var all = new ArrayList<>(asked);
        all.addAll(told);
        return all;
    }
}
