package org.hotline12345.chassis.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hotline12345.chassis.problem.Problem;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses (400) parameters in the query that an operation does not know, and values that they cannot take, by name. Public
 * operations take anything: messengers hang parameters of their own on the links that citizens are sent.
 */
public class QueryFilter {
    private final Map<Method, QueryParameters> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ResourceInfo resource, UriInfo uri) {
        var given = uri.getQueryParameters();
        Method operation = resource.getResourceMethod();
        if (!given.isEmpty() && operation != null && !isPublic(operation)) {
            Problem.throwIfAny(
                    known.computeIfAbsent(operation, QueryParameters::of).violations(given));
        }
    }

    private static boolean isPublic(Method operation) {
        return operation.isAnnotationPresent(PermitAll.class)
                || operation.getDeclaringClass().isAnnotationPresent(PermitAll.class);
    }
}
