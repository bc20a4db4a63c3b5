package org.hotline12345.chassis.feed;

import java.util.UUID;

/**
 * A change as a reader sees it.
 *
 * @param position Its place in the feed; grows, with gaps.
 * @param subject What changed.
 * @param op What happened to it in the reader's view.
 */
public record FeedItem(long position, UUID subject, int version, Op op) {}
