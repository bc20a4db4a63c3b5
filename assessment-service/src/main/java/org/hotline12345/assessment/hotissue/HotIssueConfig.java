package org.hotline12345.assessment.hotissue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of hot issues. */
@ConfigMapping(prefix = "hotline.assessment.hot-issue")
public interface HotIssueConfig {
    /** How often new cases are placed, a hundred at a time and for some tenth of the time; "off": not at all. */
    @WithDefault("1s")
    String tick();

    /** How long after the last case of a group another one may join it, until evaluation staff set it. */
    @WithDefault("P60D")
    Duration window();

    /** So many cases of several citizens make an issue, until evaluation staff set it. */
    @WithDefault("3")
    int leastCases();

    /** Cases registered longer ago are not placed: a hot issue is about now. Longer, where history is moved in and asked about. */
    @WithDefault("P400D")
    Duration history();
}
