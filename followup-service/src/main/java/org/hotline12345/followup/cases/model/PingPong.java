package org.hotline12345.followup.cases.model;

import java.util.Collection;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hotline12345.followup.notice.model.NoticeTexts;

/**
 * When the returns of a case are no longer the units' own affair: the third return of a case (Bayannur raises a case that went three
 * times without an owner), or a case sent again to a unit that had returned it. A supervisor then sees to it that somebody is
 * responsible (首接负责).
 */
public final class PingPong {
    private PingPong() {}

    /**
     * After a granted return.
     *
     * @param returns How many of the case were granted, this one included.
     * @param limit At how many supervision opens.
     * @param texts The words of orders.
     * @return the order in words, if supervision opens
     */
    public static Optional<String> afterReturn(int returns, int limit, NoticeTexts texts) {
        return returns >= limit ? Optional.of(texts.returnedAgain(returns)) : Optional.empty();
    }

    /**
     * After the dispatch that follows a return.
     *
     * @param unit The unit that has the case now.
     * @param from The unit that returned it last. May be null.
     * @param returnedBy All units that returned it.
     * @param names The name of a unit by its code: an order names whom it is about as people know them.
     * @param texts The words of orders.
     * @return the order in words, if supervision opens
     */
    public static Optional<String> afterDispatch(
            String unit, String from, Collection<String> returnedBy, UnaryOperator<String> names, NoticeTexts texts) {
        return returnedBy.contains(unit)
                ? Optional.of(texts.sentBackAndForth(names.apply(unit), names.apply(from)))
                : Optional.empty();
    }
}
