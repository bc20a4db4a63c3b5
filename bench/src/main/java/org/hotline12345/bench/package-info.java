/**
 * Measuring the suite: {@code ./hotline bench}. Each figure stands beside the raw limit of the same servers, measured in the
 * same run. Loads go over the public HTTP interfaces.
 */
package org.hotline12345.bench;
