package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A point on the earth, WGS 84, degrees.
 *
 * @param lat Latitude.
 * @param lon Longitude.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Location(double lat, double lon) {}
