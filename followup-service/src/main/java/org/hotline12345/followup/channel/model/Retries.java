package org.hotline12345.followup.channel.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.survey.model.CallingHours;

/**
 * When a message that a channel did not take is sent again: after each pause in turn, and only at hours at which citizens may be
 * called. After the last pause it is an outage of the channel: another one, or an agent, has the turn.
 */
public record Retries(List<Duration> pauses) {
    public Retries {
        pauses = List.copyOf(pauses);
    }

    /**
     * When it is sent again; empty: the channel has had its time.
     *
     * @param tries how often it was sent in vain
     */
    public Optional<Instant> next(int tries, Instant now, CallingHours hours, WorkingCalendar calendar) {
        return tries > pauses.size()
                ? Optional.empty()
                : Optional.of(hours.next(now.plus(pauses.get(tries - 1)), calendar));
    }

    /** When a channel has the turn again after one could not send; until then agents may ask. */
    public Instant nextTurn(Instant now, CallingHours hours, WorkingCalendar calendar) {
        Duration longest = pauses.stream().max(Duration::compareTo).orElse(Duration.ZERO);
        return hours.next(now.plus(longest), calendar);
    }
}
