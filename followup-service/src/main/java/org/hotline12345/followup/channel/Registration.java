package org.hotline12345.followup.channel;

import org.hotline12345.followup.channel.model.Medium;

/**
 * A channel as an administrator registered it.
 *
 * @param version Grows with every change.
 * @param transport Which implementation.
 * @param medium How it reaches a citizen.
 * @param url Where it is; null for a collected one.
 * @param position Channels take turns in this order.
 * @param active Whether it is used.
 */
public record Registration(
        String code,
        int version,
        String title,
        String transport,
        Medium medium,
        String url,
        int position,
        boolean active) {}
