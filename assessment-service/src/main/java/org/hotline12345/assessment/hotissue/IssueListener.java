package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps something that belongs to hot issues or to cases that are placed among others; told in the transaction of the change. */
public interface IssueListener {
    /** Cases were registered that name what they were made of, as {@code source:number}. */
    Uni<Void> registered(Mutiny.Session session, Map<UUID, String> names);

    /** Groups of cases became part of others. */
    Uni<Void> merged(Mutiny.Session session, Map<UUID, UUID> merged);
}
