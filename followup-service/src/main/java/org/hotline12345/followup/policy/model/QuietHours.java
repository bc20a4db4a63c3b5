package org.hotline12345.followup.policy.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Objects;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * The hours in which units are not disturbed, 免打扰时段: what is to be told waits for the morning, unless the case is an
 * emergency. Asia/Shanghai. Marks are no notices: they never wait.
 *
 * @param from From when on in the evening.
 * @param until Until when in the morning; the same as {@code from}: never quiet.
 */
public record QuietHours(LocalTime from, LocalTime until) {
    /** Nine in the evening to eight in the morning; holds where a policy does not say. */
    public static final QuietHours NIGHT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

    public QuietHours {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
    }

    /** When a notice that is ready at the moment is delivered: at once, or in the morning. */
    public Instant delivery(Instant ready, boolean emergency) {
        if (emergency) {
            return ready;
        }
        LocalDateTime local = LocalDateTime.ofInstant(ready, ShanghaiTime.ZONE);
        LocalTime time = local.toLocalTime();
        boolean acrossMidnight = until.isBefore(from);
        boolean quiet = acrossMidnight
                ? !time.isBefore(from) || time.isBefore(until)
                : !time.isBefore(from) && time.isBefore(until);
        if (!quiet) {
            return ready;
        }
        boolean tomorrow = acrossMidnight && !time.isBefore(from);
        return local.toLocalDate()
                .plusDays(tomorrow ? 1 : 0)
                .atTime(until)
                .atZone(ShanghaiTime.ZONE)
                .toInstant();
    }
}
