package org.hotline12345.dispatch.reply.model;

import java.time.LocalDate;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Disposition;

/**
 * A reply to be checked, with the question that it answers.
 *
 * @param disposition What the unit says became of the matter; null where it is not known (history without it): then nothing
 *     is compared with it.
 * @param type What the citizen wanted. May be null.
 * @param question Title and text of the case, and what the citizen added.
 * @param basis The basis given beside the text. May be null.
 * @param contacted Whether the unit says that it spoke to the citizen.
 * @param reviewDate When a planned matter is looked at again. May be null.
 * @param unitName Name of the unit that replies. May be null.
 */
public record ReplyDraft(
        Disposition disposition,
        CaseType type,
        String question,
        String text,
        String basis,
        boolean contacted,
        LocalDate reviewDate,
        String unitName) {}
