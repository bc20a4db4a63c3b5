package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.attachment.KeptFile.Origin;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.events.Attachment;

/**
 * Files that commands name. They are sent first and are nobody's until a command names them; then they are bound in the transaction of
 * the command, once.
 *
 * <pre>{@code
 * attachments.named(body.attachments())                                  // before the decision: read, not judged
 *     .chain(named -> idempotency.run(key, body, orders, id, order -> {
 *         named.requireFree();                                    // 400, in the decision: a repeat is answered as before
 *         order.with(writes -> named.bind(writes, Origin.REPLY, replyId, caseId, at));
 *     }));
 * }</pre>
 */
@ApplicationScoped
public class Attachments {
    private static final String FIELD = "attachments";

    private final AttachmentStore store;
    private final AttachmentSettings settings;
    private final Caller caller;

    Attachments(AttachmentStore store, AttachmentSettings settings, Caller caller) {
        this.store = store;
        this.settings = settings;
        this.caller = caller;
    }

    /** The files that a command names, as they stand; null is none. */
    public Uni<Named> named(List<UUID> ids) {
        var asked = ids == null ? List.<UUID>of() : ids;
        if (asked.isEmpty()) {
            return Uni.createFrom().item(new Named(caller.subject(), asked, Map.of()));
        }
        if (asked.size() > settings.most()) {
            throw Problem.invalid(FIELD, "violation.Size", 0, settings.most());
        }
        if (asked.contains(null)) {
            throw Problem.invalid(FIELD, "violation.required");
        }
        String subject = caller.subject();
        return store.find(asked)
                .map(found -> new Named(
                        subject,
                        asked.stream().distinct().toList(),
                        found.stream().collect(Collectors.toMap(KeptFile::attachmentId, Function.identity()))));
    }

    /** All files of a case, those of its supplements too, in the order of their coming. */
    public Uni<List<KeptFile>> ofCase(UUID caseId) {
        return store.ofCase(caseId);
    }

    /** The files that came with these, in the order of their coming. */
    public Uni<List<KeptFile>> of(Collection<UUID> ofIds) {
        return ofIds.isEmpty() ? Uni.createFrom().item(List.of()) : store.of(ofIds);
    }

    /** The same as they are listed, by what they came with. */
    public Uni<Map<UUID, List<AttachmentView>>> views(Collection<UUID> ofIds) {
        return of(ofIds)
                .map(files -> files.stream()
                        .collect(Collectors.groupingBy(
                                KeptFile::ofId, Collectors.mapping(AttachmentView::of, Collectors.toList()))));
    }

    /** The file, if it came with one of these; 404 if it did not. */
    public static KeptFile one(List<KeptFile> files, UUID attachmentId) {
        return files.stream()
                .filter(file -> file.attachmentId().equals(attachmentId))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** Binds files that were free; nothing at all is written if another command was first. */
    public static void bind(
            Writes writes, Collection<Attachment> files, Origin kind, UUID ofId, UUID caseId, Instant at) {
        AttachmentStore.bind(
                writes,
                files.stream()
                        .map(file -> new AttachmentStore.Bound(file.attachmentId(), kind, ofId, caseId, at))
                        .toList());
    }

    /** What a command names. */
    public static final class Named {
        private final String subject;
        private final List<UUID> ids;
        private final Map<UUID, KeptFile> found;
        private final Set<UUID> earlier;

        private Named(String subject, List<UUID> ids, Map<UUID, KeptFile> found) {
            this(subject, ids, found, Set.of());
        }

        private Named(String subject, List<UUID> ids, Map<UUID, KeptFile> found, Set<UUID> earlier) {
            this.subject = subject;
            this.ids = ids;
            this.found = found;
            this.earlier = earlier;
        }

        /** The same, where files that came with one of these may be named again; they stay with what they came with. */
        public Named orOf(Collection<UUID> ofIds) {
            return new Named(subject, ids, found, Set.copyOf(ofIds));
        }

        private boolean isOfEarlier(KeptFile file) {
            return file != null && file.ofId() != null && earlier.contains(file.ofId());
        }

        /** Those that came with something earlier. */
        public List<UUID> again() {
            return ids.stream().filter(id -> isOfEarlier(found.get(id))).toList();
        }

        public boolean isEmpty() {
            return ids.isEmpty();
        }

        /**
         * 400 unless all of them are there, sent by the caller or by the public, and named by no other command but one whose files may be
         * named again.
         */
        public void requireFree() {
            var violations = new ArrayList<Violation>();
            for (int i = 0; i < ids.size(); i++) {
                KeptFile file = found.get(ids.get(i));
                if (isOfEarlier(file)) {
                    continue;
                }
                boolean mine = file != null
                        && (file.uploadedBy() == null || file.uploadedBy().equals(subject));
                if (!mine || !file.isFree()) {
                    violations.add(Violation.of(
                            FIELD + "[" + i + "]",
                            mine && file.boundAt() != null
                                    ? "violation.attachment-bound"
                                    : "violation.attachment-unknown"));
                }
            }
            Problem.throwIfAny(violations);
        }

        /** As they are listed once they are bound. */
        public List<AttachmentView> views(Origin kind, UUID ofId) {
            return ids.stream()
                    .map(found::get)
                    .map(file -> AttachmentView.of(file, kind, ofId))
                    .toList();
        }

        /** What others are told of them. */
        public List<Attachment> told() {
            return ids.stream().map(found::get).map(KeptFile::told).toList();
        }

        /** Binds them with what else is written; nothing at all is written if another command was first. */
        public void bind(Writes writes, Origin kind, UUID ofId, UUID caseId, Instant at) {
            var free = ids.stream()
                    .map(found::get)
                    .filter(file -> !isOfEarlier(file))
                    .map(KeptFile::told)
                    .toList();
            Attachments.bind(writes, free, kind, ofId, caseId, at);
        }
    }
}
