package org.hotline12345.chassis.rest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Limits of the HTTP interface. */
@ConfigMapping(prefix = "hotline.http")
public interface HttpSettings {
    /** The most requests under {@code /api} worked on at once, long polls not counted; more are refused with 503. */
    @WithDefault("512")
    int maxInFlight();

    /** The most requests a minute from one address to paths open to the public. */
    @WithDefault("60")
    int publicRequestsPerMinute();

    /** The largest body, in bytes. */
    @WithDefault("1048576")
    long maxBody();

    /** Addresses, ranges such as {@code 10.0.0.0/8} and names of hosts whose {@code X-Forwarded-For} is believed. */
    Optional<List<String>> trustedProxies();

    /** Whether each request has a line in the log. */
    @WithDefault("false")
    boolean requestLog();

    /** How long a body may take to arrive. */
    @WithDefault("30S")
    Duration bodyWithin();

    /** The largest file that is taken in, in bytes. */
    @WithDefault("104857600")
    long maxUpload();

    /** How long a file may take to arrive. */
    @WithDefault("10M")
    Duration uploadWithin();
}
