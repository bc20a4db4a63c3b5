package org.hotline12345.chassis.event.inbox;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Lets the channels go as soon as it is known that the group may read on. While that cannot be known, because Kafka or the
 * database does not answer, it asks again for as long as it takes.
 */
final class ConsumerStart {
    private static final Logger LOG = Logger.getLogger(ConsumerStart.class);

    private final Supplier<Optional<String>> refusal;
    private final Runnable resume;
    private final ConsumerState state;
    private final Duration pause;
    private volatile Thread again;

    /** @param refusal why the group must not read on; fails while that is not known */
    ConsumerStart(Supplier<Optional<String>> refusal, Runnable resume, ConsumerState state, Duration pause) {
        this.refusal = refusal;
        this.resume = resume;
        this.state = state;
        this.pause = pause;
    }

    /**
     * Starts now, or later by itself.
     *
     * @throws IllegalStateException if the group must not read on
     */
    void begin() {
        if (!started()) {
            again = new Thread(this::persist, "consumer-start");
            again.setDaemon(true);
            again.start();
        }
    }

    void stop() {
        Thread waiting = again;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private void persist() {
        try {
            do {
                Thread.sleep(pause.toMillis());
            } while (!started());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            LOG.debug("The group is refused, as the state of the consumer tells", e);
        }
    }

    private boolean started() {
        Optional<String> reason;
        try {
            reason = refusal.get();
        } catch (GroupCheck.NotKnownYet e) {
            LOG.warnf("Events are not consumed yet: %s", e.getMessage());
            return false;
        }
        if (reason.isPresent()) {
            LOG.error(reason.get());
            state.stop(reason.get());
            throw new IllegalStateException(reason.get());
        }
        resume.run();
        state.started();
        return true;
    }
}
