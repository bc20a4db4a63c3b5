package org.hotline12345.chassis.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Buckets by key, each full at first and refilled evenly: whoever takes more than there is has to wait. Those used least are forgotten
 * first. Each instance of a service has its own.
 */
public final class Buckets {
    private static final int MOST_KEYS = 100_000;
    private static final double NANOS_A_MINUTE = 60e9;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /**
     * How much there is.
     *
     * @param size What a full bucket holds.
     * @param perMinute How much comes back in a minute.
     */
    public record Limit(double size, double perMinute) {
        /** After how many seconds one is there again in a bucket that is empty. */
        public long secondsForOne() {
            return Math.max(1, (long) Math.ceil(60 / perMinute));
        }
    }

    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }

    /**
     * Whether there is one left in the bucket of the key.
     *
     * @param nanos {@link System#nanoTime()}
     */
    public synchronized boolean hasOne(String key, Limit limit, long nanos) {
        Bucket bucket = buckets.get(key);
        return bucket == null || refilled(bucket, limit, nanos) >= 1;
    }

    /** Takes one, if there is one left; answers whether there was. */
    public synchronized boolean takeOne(String key, Limit limit, long nanos) {
        Bucket bucket = buckets.computeIfAbsent(key, ignored -> new Bucket(limit.size(), nanos));
        bucket.tokens = refilled(bucket, limit, nanos);
        bucket.at = nanos;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens -= 1;
        return true;
    }

    private static double refilled(Bucket bucket, Limit limit, long nanos) {
        return Math.min(limit.size(), bucket.tokens + (nanos - bucket.at) / NANOS_A_MINUTE * limit.perMinute());
    }
}
