package org.hotline12345.dispatch.routing.model;

/**
 * A unit that might be the right one.
 *
 * @param category Category that led to it. May be null.
 * @param confidence Probability where one is known. May be null.
 * @param why The reason in words.
 */
public record Candidate(String unit, String category, Double confidence, String why) {}
