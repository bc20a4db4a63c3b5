package org.hotline12345.chassis.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;

/** A bucket of requests for each address that calls public paths; it refills evenly over a minute. */
@Provider
@RateLimited
public class RateLimitFilter implements ContainerRequestFilter {
    private static final int MAX_ADDRESSES = 100_000;

    @Context
    HttpServerRequest request;

    private final Instance<HttpSettings> settings;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    /** The settings are asked for late: filters are made while the application is built. */
    public RateLimitFilter(Instance<HttpSettings> settings) {
        this.settings = settings;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        int perMinute = settings.get().publicRequestsPerMinute();
        var address = request.remoteAddress();
        String host = address == null ? "unknown" : address.hostAddress();
        if (!take(host == null ? "unknown" : host, perMinute, System.nanoTime())) {
            long seconds = Math.max(1, 60 / Math.max(1, perMinute));
            throw Problem.of(ProblemType.TOO_MANY_REQUESTS, seconds).header("Retry-After", Long.toString(seconds));
        }
    }

    private synchronized boolean take(String address, int perMinute, long now) {
        Bucket bucket = buckets.computeIfAbsent(address, ignored -> new Bucket(perMinute, now));
        double refilled = bucket.tokens + (now - bucket.at) / 60e9 * perMinute;
        bucket.tokens = Math.min(perMinute, refilled);
        bucket.at = now;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens -= 1;
        return true;
    }

    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }
}
