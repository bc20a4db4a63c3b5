package org.hotline12345.intake.attachment.model;

import java.util.Collection;
import java.util.function.Predicate;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CoursePhase;

/**
 * Whether somebody of a unit may read the files of a case: where the unit, or one below it, has the case or answered it last, or
 * co-handles it. A unit that gave it back has it no more.
 *
 * @param accused The units that the case accuses, alone or with the cases it is handled with.
 * @param course Its course.
 * @param lead Of a merged case the course of the case it is handled with, else null.
 * @param coUnits The units that co-handle the order that stands.
 */
public record AttachmentRight(
        Collection<String> accused, CaseCourse course, CaseCourse lead, Collection<String> coUnits) {
    /**
     * Whether they may.
     *
     * @param covers Whether a unit is theirs or stands below it.
     * @param standsWithin Whether their unit is another one or stands below it.
     */
    public boolean ofUnit(Predicate<String> covers, Predicate<String> standsWithin) {
        CaseCourse handled = course.phase() == CoursePhase.MERGED ? lead : course;
        return handled != null
                && accused.stream().noneMatch(standsWithin)
                && (covers.test(handled.leadUnit())
                        || covers.test(handled.handlingUnit())
                        || handled.leadUnit() != null && coUnits.stream().anyMatch(covers));
    }
}
