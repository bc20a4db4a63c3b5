package org.hotline12345.followup.cases.model;

import java.time.Instant;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.QueryCodeRenewed;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.followup.message.model.MessageKind;

/**
 * Which messages a citizen gets of the course of the case. Who hides from the unit and who wants no contact gets none but what they
 * ask for: a message on a telephone is read by others too, and a gateway is not the centre.
 */
public final class Messaging {
    private final CaseFile file;

    Messaging(CaseFile file) {
        this.file = file;
    }

    /** The case was registered. */
    public void registered(Office office) {
        send(MessageKind.REGISTERED, null, null, file.facts.registeredAt(), office);
    }

    /** An event had its effect. */
    void after(CaseEvent event, Office office) {
        if (event instanceof CaseDispatched dispatched) {
            send(MessageKind.TRANSFERRED, dispatched.leadUnit(), null, dispatched.dispatchedAt(), office);
        } else if (event instanceof ExtensionDecided decided) {
            if (decided.granted()) {
                file.clocks
                        .open(DeadlineKind.REPLY)
                        .ifPresent(deadline -> send(
                                MessageKind.EXTENDED,
                                file.unit,
                                deadline.terms().dueAt(),
                                decided.decidedAt(),
                                office));
            }
        } else if (event instanceof ReplyIssued reply) {
            send(MessageKind.RESULT, reply.unit(), null, reply.issuedAt(), office);
        } else if (event instanceof ReplyCorrected corrected) {
            // unless it was sent back here meanwhile
            if (corrected.replyId().equals(file.replyId)) {
                send(MessageKind.CORRECTED_RESULT, corrected.unit(), null, corrected.correctedAt(), office);
            }
        } else if (event instanceof CaseClosed closed) {
            send(MessageKind.CLOSED, null, null, closed.closedAt(), office);
        } else if (event instanceof QueryCodeRenewed renewed) {
            send(MessageKind.CODE, null, null, renewed.renewedAt(), office);
        }
    }

    private void send(MessageKind kind, String unit, Instant until, Instant at, Office office) {
        if (office.messages().of(kind).isPresent()
                && file.facts.contactable()
                && (kind.wasAskedFor() || isWrittenTo())) {
            file.changes.add(new Changes.NewMessage(
                    office.ids().get(), file.facts.caseId(), file.facts.citizenRef(), kind, unit, until, at));
        }
    }

    private boolean isWrittenTo() {
        return file.live && file.facts.anonymity() == Anonymity.NAMED;
    }
}
