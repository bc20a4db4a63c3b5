package org.hotline12345.chassis.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.CaseSight;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A case that is hidden from the caller does not exist (404) for any operation whose path names it. */
public class HiddenCaseFilter {
    private static final String CASE = "caseId";

    private final CaseSight sight;

    public HiddenCaseFilter(CaseSight sight) {
        this.sight = sight;
    }

    /** Null where there is nothing to ask. The id is read as the operation reads it: it may be written in more than one way. */
    @ServerRequestFilter
    public Uni<Void> check(UriInfo uri) {
        String named = uri.getPathParameters().getFirst(CASE);
        if (named == null || !sight.isLimited()) {
            return null;
        }
        try {
            return sight.require(List.of(UUID.fromString(named)));
        } catch (IllegalArgumentException e) {
            // the operation refuses what is no id
            return null;
        }
    }
}
