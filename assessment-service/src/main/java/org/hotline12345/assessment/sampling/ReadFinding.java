package org.hotline12345.assessment.sampling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.reading.ReadCase;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.attachment.Attachments;
import org.hotline12345.chassis.attachment.KeptFile;
import org.hotline12345.chassis.attachment.SendFile;

/** Gives a file of a finding to those who may see the case it is about; each reading is written down before anything is given. */
@ApplicationScoped
class ReadFinding {
    private final SampleStore store;
    private final Attachments files;
    private final CaseSight sight;
    private final ReadCase readings;

    ReadFinding(SampleStore store, Attachments files, CaseSight sight, ReadCase readings) {
        this.store = store;
        this.files = files;
        this.sight = sight;
        this.readings = readings;
    }

    Uni<KeptFile> file(UUID plan, UUID finding, UUID attachmentId) {
        return store.caseOf(plan, finding)
                .onItem()
                .transform(caseId -> caseId == null ? List.<UUID>of() : List.of(caseId))
                .call(cases -> sight.require(cases))
                .chain(cases -> files.of(List.of(finding))
                        .map(found -> SendFile.readable(Attachments.one(found, attachmentId)))
                        .call(file ->
                                readings.logAttachment(cases.isEmpty() ? null : cases.get(0), file.attachmentId())));
    }
}
