package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Something that happened in the hotline; immutable, in business terms. In JSON an optional field without a value is
 * absent, and readers ignore fields they do not know.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface HotlineEvent permits CaseEvent, OfficeEvent {}
