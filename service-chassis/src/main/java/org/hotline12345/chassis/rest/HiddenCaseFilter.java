package org.hotline12345.chassis.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hotline12345.chassis.access.CaseSight;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A case that is hidden from the caller does not exist (404) for any operation whose path names it. */
public class HiddenCaseFilter {
    private static final String CASE = "caseId";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final CaseSight sight;

    public HiddenCaseFilter(CaseSight sight) {
        this.sight = sight;
    }

    /** Null where there is nothing to ask. */
    @ServerRequestFilter
    public Uni<Void> check(UriInfo uri) {
        String named = uri.getPathParameters().getFirst(CASE);
        return named == null || !ID.matcher(named).matches() || !sight.isLimited()
                ? null
                : sight.require(List.of(UUID.fromString(named)));
    }
}
