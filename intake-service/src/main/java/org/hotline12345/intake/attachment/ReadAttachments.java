package org.hotline12345.intake.attachment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.attachment.AttachmentView;
import org.hotline12345.chassis.attachment.Attachments;
import org.hotline12345.chassis.attachment.KeptFile;
import org.hotline12345.chassis.attachment.SendFile;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.intake.accesslog.AccessLog;
import org.hotline12345.intake.attachment.AttachmentQueries.Whose;
import org.hotline12345.intake.publicstatus.OwnCaseQueries;

/** Shows the files of a case to those who may see them, and logs each reading in the transaction that allows it. */
@ApplicationScoped
public class ReadAttachments {
    private static final Set<String> OF_OFFICE = Set.of(
            Roles.AGENT,
            Roles.DISPATCHER,
            Roles.SUPERVISOR,
            Roles.CALLBACK_AGENT,
            Roles.CENTRE_REVIEWER,
            Roles.EVALUATOR,
            Roles.SERVICE);

    private final Transactions transactions;
    private final AttachmentQueries queries;
    private final Attachments attachments;
    private final OwnCaseQueries open;
    private final AccessLog log;
    private final Caller caller;
    private final OfficeCopy office;

    ReadAttachments(
            Transactions transactions,
            AttachmentQueries queries,
            Attachments attachments,
            OwnCaseQueries open,
            AccessLog log,
            Caller caller,
            OfficeCopy office) {
        this.transactions = transactions;
        this.queries = queries;
        this.attachments = attachments;
        this.open = open;
        this.log = log;
        this.caller = caller;
        this.office = office;
    }

    /** The files of a case that the caller may see; 404 for any other. */
    Uni<List<AttachmentView>> list(UUID caseId) {
        return transactions.inTransaction(session -> allowed(session, caseId)).chain(whose -> views(caseId));
    }

    /** A file that the caller may read; it is logged. */
    Uni<KeptFile> one(UUID caseId, UUID attachmentId) {
        return attachments
                .ofCase(caseId)
                .chain(files -> transactions.inTransaction(session ->
                        allowed(session, caseId).map(whose -> logged(session, caseId, whose, files, attachmentId))));
    }

    /** The files of a citizen's own case. */
    Uni<List<AttachmentView>> listOfCitizen(String caseNumber, String code) {
        return caseOf(caseNumber, code).chain(this::views);
    }

    /** A file of a citizen's own case; it is logged. */
    Uni<KeptFile> oneOfCitizen(String caseNumber, String code, UUID attachmentId) {
        return caseOf(caseNumber, code)
                .chain(caseId -> attachments
                        .ofCase(caseId)
                        .chain(files -> transactions.inTransaction(session -> queries.find(session, caseId)
                                .map(whose -> logged(session, caseId, whose, files, attachmentId)))));
    }

    private Uni<UUID> caseOf(String caseNumber, String code) {
        return open.by(caseNumber, code).map(row -> row.getUUID("case_id"));
    }

    private Uni<List<AttachmentView>> views(UUID caseId) {
        return attachments
                .ofCase(caseId)
                .map(files -> files.stream().map(AttachmentView::of).toList());
    }

    private Uni<Whose> allowed(Mutiny.Session session, UUID caseId) {
        return queries.find(session, caseId).invoke(whose -> {
            if (!caller.isOfOffice(OF_OFFICE)
                    && !whose.right().ofUnit(caller::covers, accused -> office.isWithin(caller.unit(), accused))) {
                throw Problem.notFound();
            }
        });
    }

    private KeptFile logged(Mutiny.Session session, UUID caseId, Whose whose, List<KeptFile> files, UUID attachmentId) {
        KeptFile file = SendFile.readable(Attachments.one(files, attachmentId));
        String what = file.attachmentId() + " " + file.name();
        log.add(session, AccessLog.Action.ATTACHMENT_READ, caseId, whose.citizenRef(), what, 1);
        return file;
    }
}
