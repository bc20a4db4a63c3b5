package org.hotline12345.chassis.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.hotline12345.chassis.problem.Problem;

/** A bucket of requests for each address that calls public paths; it refills evenly over a minute. */
@Provider
@RateLimited
public class RateLimitFilter implements ContainerRequestFilter {
    @Context
    HttpServerRequest request;

    private final Instance<HttpSettings> settings;
    private final Instance<CallerAddress> callers;
    private final Buckets buckets = new Buckets();

    /** What is injected is asked for late: filters are made while the application is built. */
    public RateLimitFilter(Instance<HttpSettings> settings, Instance<CallerAddress> callers) {
        this.settings = settings;
        this.callers = callers;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        int perMinute = settings.get().publicRequestsPerMinute();
        var limit = new Buckets.Limit(perMinute, perMinute);
        if (!buckets.takeOne(callers.get().of(request), limit, System.nanoTime())) {
            throw Problem.tooManyRequests(limit.secondsForOne());
        }
    }
}
