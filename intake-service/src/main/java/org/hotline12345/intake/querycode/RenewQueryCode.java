package org.hotline12345.intake.querycode;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.events.QueryCodeRenewed;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.contact.QueryCodes;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;

/** Has the query code of a case made anew and sent to the telephone that was registered with it, and to no other. */
@ApplicationScoped
public class RenewQueryCode {
    /** The citizen told no telephone. */
    static final ProblemType NO_TELEPHONE = new ProblemType("no-telephone", 409);
    /** It was sent often enough for today. */
    static final ProblemType SENT_OFTEN = new ProblemType("query-code-sent-often", 429);

    private final Transactions transactions;
    private final Cases cases;
    private final QueryCodes codes;
    private final Caller caller;

    RenewQueryCode(Transactions transactions, Cases cases, QueryCodes codes, Caller caller) {
        this.transactions = transactions;
        this.cases = cases;
        this.codes = codes;
        this.caller = caller;
    }

    /** For somebody who takes calls; 404, {@code no-telephone} (409), {@code query-code-sent-often} (429). */
    Uni<Void> ofCase(UUID caseId, CommandContext given) {
        return codes.isContactable(caseId, caller.unitAndAbove())
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(contactable ->
                        contactable ? renew(caseId, given) : Uni.createFrom().failure(Problem.of(NO_TELEPHONE)))
                .invoke(done -> {
                    if (!done) {
                        throw Problem.of(SENT_OFTEN);
                    }
                })
                .replaceWithVoid();
    }

    /** For a citizen who knows number and telephone; whether anything was sent is told to nobody. */
    Uni<Void> ofTelephone(String caseNumber, PhoneNumber phone, CommandContext given) {
        return codes.caseOf(caseNumber, phone)
                .chain(caseId -> caseId == null
                        ? Uni.createFrom().voidItem()
                        : renew(caseId, given).replaceWithVoid());
    }

    private Uni<Boolean> renew(UUID caseId, CommandContext given) {
        return transactions.inTransaction(session -> codes.ask(session, caseId, given.at())
                .call(may ->
                        may ? tell(session, caseId, given) : Uni.createFrom().voidItem()));
    }

    private Uni<Void> tell(Mutiny.Session session, UUID caseId, CommandContext given) {
        return cases.change(session, caseId, file -> {
            var at = given.notBefore(file.lastEventAt());
            file.tell(
                    new QueryCodeRenewed(caseId, at),
                    new TimelineEntry(caseId, at, UuidV7.next(), TimelineKind.CODE_RENEWED, given.actor(), Map.of()),
                    false);
        });
    }
}
