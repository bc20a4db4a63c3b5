package org.hotline12345.chassis.rest;

import org.hotline12345.chassis.problem.Problem;

/**
 * The key by which a command may be repeated: under one key and one route it is carried out once.
 *
 * @param route Method and path, for example {@code POST /api/v1/cases}.
 * @param inBatch Whether it came with others in one request.
 */
public record CommandKey(String route, String text, boolean inBatch) {
    private static final int LONGEST = 200;

    /** 400 for a key that is too long. */
    public CommandKey {
        if (text.length() > LONGEST) {
            throw Problem.invalid(RequestHeaders.Name.KEY.text(), "violation.Size", 1, LONGEST);
        }
    }
}
