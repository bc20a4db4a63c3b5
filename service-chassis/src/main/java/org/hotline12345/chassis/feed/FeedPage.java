package org.hotline12345.chassis.feed;

import java.util.List;

/**
 * A part of a feed.
 *
 * @param items The changes after the position asked for, in order.
 * @param next The position to ask with next time: of the last item, or the one asked with.
 */
public record FeedPage(List<FeedItem> items, long next) {
    public FeedPage {
        items = List.copyOf(items);
    }

    static FeedPage of(List<FeedItem> items, long after) {
        return new FeedPage(
                items, items.isEmpty() ? after : items.get(items.size() - 1).position());
    }
}
