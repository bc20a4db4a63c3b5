package org.hotline12345.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Many cases about one thing in one place in a short time (热点问题).
 *
 * @param category Category. May be null.
 * @param area Area. May be null.
 */
@EventType("org.hotline12345.office.hot-issue-detected.v1")
public record HotIssueDetected(
        UUID issueId, String name, String category, String area, List<UUID> caseIds, Instant detectedAt)
        implements OfficeEvent {
    public HotIssueDetected {
        Objects.requireNonNull(issueId, "issueId");
        Objects.requireNonNull(name, "name");
        caseIds = caseIds == null ? List.of() : List.copyOf(caseIds);
        Objects.requireNonNull(detectedAt, "detectedAt");
    }

    /** Office events of one key are ordered: the last one is the state. */
    @Override
    public String key() {
        return issueId.toString();
    }
}
