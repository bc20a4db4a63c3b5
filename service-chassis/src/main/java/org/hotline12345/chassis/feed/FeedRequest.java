package org.hotline12345.chassis.feed;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;

/** Which part of a feed is wanted, and how long the first change is waited for; a {@code @BeanParam}. */
public class FeedRequest {
    private static final int LONGEST_WAIT = 30;

    /** The position after which the changes are wanted; 0 is the beginning. */
    @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
    @QueryParam("after")
    @DefaultValue("0")
    public long after;

    /** Seconds, 0 to 30. */
    @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "30", defaultValue = "0"))
    @QueryParam("wait")
    @DefaultValue("0")
    public int wait;

    /** Number of changes, as of a page. */
    @QueryParam("limit")
    public Integer limit;

    /** How long to wait where there is no change yet; zero to be answered at once. */
    Duration longest() {
        if (wait < 0 || wait > LONGEST_WAIT) {
            throw Problem.invalid("wait", "violation.range", 0, LONGEST_WAIT);
        }
        return Duration.ofSeconds(wait);
    }

    /** The most changes that are answered. */
    int most() {
        return PageRequest.of(null, limit).limit();
    }
}
