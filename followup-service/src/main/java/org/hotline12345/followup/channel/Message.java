package org.hotline12345.followup.channel;

import java.util.List;
import java.util.UUID;
import org.hotline12345.followup.channel.model.Medium;
import org.hotline12345.followup.survey.model.Question;
import org.hotline12345.followup.survey.model.Reason;

/**
 * What a channel is to tell and ask a citizen. It holds a telephone number: it is passed on and never stored or logged, its text
 * says nothing.
 *
 * @param requestId The asking; reports name it.
 * @param medium By voice or by message.
 * @param phone The telephone number.
 * @param text What the citizen is told, Chinese.
 * @param link The survey page.
 * @param questions What a voice robot asks.
 * @param reasons Reasons that can be chosen.
 */
public record Message(
        UUID requestId,
        Medium medium,
        String phone,
        String caseNumber,
        String text,
        String link,
        List<Question> questions,
        List<Reason> reasons) {
    @Override
    public String toString() {
        return "Message[" + requestId + "]";
    }
}
