package org.hotline12345.assessment.bulletin.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * A round of handling as a bulletin lists it: nothing of the citizen, nothing of what was said.
 *
 * @param due Day of the deadline. May be null.
 * @param finished Day of the reply. May be null.
 */
public record CaseLine(
        UUID caseId,
        String number,
        int round,
        Text unit,
        Text category,
        LocalDate due,
        LocalDate finished,
        boolean supervised,
        Progress progress) {
    /** How far a round is. */
    public enum Progress {
        IN_TIME("按时办结", "finished in time"),
        LATE("超期办结", "finished late"),
        OVERDUE("超期未办结", "overdue"),
        OPEN("在办", "open"),
        /** 已终止: withdrawn, merged or taken back. */
        ENDED("已终止", "ended");

        private final Text words;

        Progress(String chinese, String language) {
            words = new Text(chinese, language);
        }

        public Text words() {
            return words;
        }

        /**
         * By business times only.
         *
         * @param due The deadline. May be null.
         * @param finished The reply. May be null.
         */
        public static Progress of(Instant due, Instant finished, boolean ended, Instant now) {
            if (finished != null) {
                return due != null && finished.isAfter(due) ? LATE : IN_TIME;
            }
            if (ended) {
                return ENDED;
            }
            return due != null && now.isAfter(due) ? OVERDUE : OPEN;
        }
    }

    /** The day of an instant as the office sees it; null stays null. */
    public static LocalDate day(Instant instant) {
        return ShanghaiTime.day(instant);
    }
}
