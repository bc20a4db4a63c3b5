package org.hotline12345.assessment.bulletin.model;

import java.time.Instant;
import java.time.LocalDate;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.model.Text;

/**
 * What stands around the text of a bulletin.
 *
 * @param kind What kind of document.
 * @param subject What a special report is about, by name. May be null.
 * @param title Title the staff gave it; null: the usual one.
 * @param addressees 主送 as the staff wrote it; null: the usual one.
 * @param office Who issues it.
 * @param number Its number; null: it is a draft.
 * @param date Day of issue; of a draft, of its figures.
 * @param figuresAt When the figures were taken.
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
    /** The title in a language. */
    public String title(boolean english) {
        if (title != null) {
            return title;
        }
        String when = Written.period(period, english);
        if (kind == Kind.SPECIAL_REPORT) {
            return english
                    ? "Special report on " + subject.en() + ", " + when
                    : "关于" + subject.zh() + "诉求办理情况的督查专报（" + when + "）";
        }
        return english ? "Bulletin on the work of the 12345 hotline, " + when : "关于" + when + "12345热线工作情况的通报";
    }

    /** To whom it goes. */
    public String addressees(boolean english) {
        if (addressees != null) {
            return addressees;
        }
        return english ? "All handling units" : "各承办单位";
    }
}
