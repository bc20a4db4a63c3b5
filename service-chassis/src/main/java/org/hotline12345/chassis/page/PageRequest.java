package org.hotline12345.chassis.page;

import jakarta.ws.rs.QueryParam;
import org.hotline12345.chassis.problem.Problem;

/** Which part of a list is wanted; a {@code @BeanParam}. */
public class PageRequest {
    /** The most items of a page. */
    public static final int MAX_LIMIT = 200;

    /** The items of a page if nothing is said. */
    public static final int DEFAULT_LIMIT = 50;

    /** Cursor of the page before. */
    @QueryParam("after")
    public String after;

    /** Number of items, 1 to 200. */
    @QueryParam("limit")
    public Integer limit;

    /** A request made by code. */
    public static PageRequest of(String after, Integer limit) {
        var request = new PageRequest();
        request.after = after;
        request.limit = limit;
        return request;
    }

    /** The cursor's text; null for the first page. */
    public String after() {
        return after == null || after.isBlank() ? null : after;
    }

    /** The cursor; null for the first page. */
    public Cursor cursor() {
        return after() == null ? null : Cursor.decode(after);
    }

    /** The place after which the page begins, in a list that goes by a moment and an id. */
    public Cursor from() {
        return after() == null ? Cursor.START : cursor();
    }

    /** The number of items, 50 if not given. */
    public int limit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalid("limit", "violation.range", 1, MAX_LIMIT);
        }
        return limit;
    }
}
