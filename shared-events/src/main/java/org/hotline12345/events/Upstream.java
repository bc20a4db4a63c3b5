package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;

/**
 * The platform above that sent the case, 上级平台.
 *
 * @param platform Code of the platform, such as PROVINCE or CITY.
 * @param number The case's number there.
 * @param dueAt Its own deadline for the answer. May be null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Upstream(String platform, String number, Instant dueAt) {
    public Upstream {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(number, "number");
    }
}
