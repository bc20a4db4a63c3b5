package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Whom a report accuses, 被举报单位; that unit and its subordinates never see the report.
 *
 * @param unit Code of the accused unit, if it is one of the city's. May be null.
 * @param name Its name as the citizen said it. May be null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Respondent(String unit, String name) {}
