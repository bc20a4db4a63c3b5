package org.hotline12345.assessment.externalpost;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.hotissue.IssueListener;
import org.hotline12345.chassis.database.Sql;

/** Posts know the cases that were made of them, and go with their issue where it becomes part of another. */
@ApplicationScoped
class PostLinkStore implements IssueListener {
    private static final String LINK = """
            update external_post
            set case_id = told.case_id
            from unnest($1::uuid[], $2::text[]) as told (case_id, external_id)
            where external_post.source = split_part(told.external_id, ':', 1)
              and external_post.external_id = substr(told.external_id, strpos(told.external_id, ':') + 1)
            """;

    private static final String MOVE = """
            update external_post
            set issue_id = move.stays
            from unnest($1::uuid[], $2::uuid[]) as move (goes, stays)
            where external_post.issue_id = move.goes
            """;

    @Override
    public Uni<Void> registered(Mutiny.Session session, Map<UUID, String> names) {
        return Sql.on(session)
                .update(
                        LINK,
                        names.keySet().toArray(UUID[]::new),
                        names.values().toArray(String[]::new))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> merged(Mutiny.Session session, Map<UUID, UUID> merged) {
        return Sql.on(session)
                .update(
                        MOVE,
                        merged.keySet().toArray(UUID[]::new),
                        merged.values().toArray(UUID[]::new))
                .replaceWithVoid();
    }
}
