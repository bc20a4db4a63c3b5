package org.hotline12345.assessment.hotissue.model;

import java.time.Instant;
import java.util.UUID;

/**
 * A case to be placed among others.
 *
 * @param at When it was registered.
 * @param place District in which it lies. May be null.
 * @param category Category of the first level. May be null.
 * @param features What it is about.
 * @param words How common features are at this time.
 */
public record CaseEntry(UUID caseId, Instant at, String place, String category, Features features, Vocabulary words) {}
