package org.hotline12345.followup.channel;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Looks after the channels every few seconds. Any number of instances share the work. */
@ApplicationScoped
public class ChannelTimer {
    private static final Logger LOG = Logger.getLogger(ChannelTimer.class);

    private final OpenRequests requests;
    private final SendMessages messages;
    private final SendCitizenMessages citizens;
    private final SettleTextReplies replies;
    private final OpenTextReplies people;
    private final Clock clock;

    public ChannelTimer(
            OpenRequests requests,
            SendMessages messages,
            SendCitizenMessages citizens,
            SettleTextReplies replies,
            OpenTextReplies people,
            Clock clock) {
        this.replies = replies;
        this.people = people;
        this.requests = requests;
        this.messages = messages;
        this.citizens = citizens;
        this.clock = clock;
    }

    @Scheduled(
            every = "${hotline.followup.channels.tick}",
            identity = "callback-channels",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return tick(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("The callback channels will try again: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** Hears what citizens wrote, urges who has not read it, ends what brought nothing, opens what is due, sends what waits. */
    public Uni<Void> tick(Instant now) {
        return replies.settle(now)
                .chain(() -> people.urge(now))
                .chain(() -> requests.endSilent(now))
                .chain(() -> requests.open(now))
                .chain(() -> messages.send(now))
                .chain(() -> citizens.send(now))
                .replaceWithVoid();
    }
}
