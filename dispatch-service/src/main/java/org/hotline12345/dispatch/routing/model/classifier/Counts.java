package org.hotline12345.dispatch.routing.model.classifier;

/**
 * How often the marks stand in a message; those of the title count three times.
 *
 * @param marks Marks, each once.
 */
record Counts(int[] marks, int[] numbers) {}
