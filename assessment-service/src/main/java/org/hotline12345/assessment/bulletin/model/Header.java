package org.hotline12345.assessment.bulletin.model;

import java.time.Instant;
import java.time.LocalDate;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.language.Text;

/**
 * What stands around the text of a bulletin.
 *
 * @param subject What a special report is about, by name. May be null.
 * @param title Title the staff gave it; null: the usual one.
 * @param addressees 主送 as the staff wrote it; null: the usual one.
 * @param number Its number; null: it is a draft.
 * @param date Day of issue; of a draft, of its figures.
 */
public record Header(
        Kind kind,
        Period period,
        Text subject,
        String title,
        String addressees,
        Text office,
        IssueNumber number,
        LocalDate date,
        Instant figuresAt) {
    /** The title the staff gave it, or the usual one. */
    Text titled() {
        Text usual = Written.TEXTS.get(kind == Kind.SPECIAL_REPORT ? "title.about" : "title");
        return title == null ? usual.fill(Written.period(period), subject) : new Text(title, title);
    }

    /** To whom it goes. */
    Text addressed() {
        return addressees == null ? Written.TEXTS.get("addressees") : new Text(addressees, addressees);
    }
}
