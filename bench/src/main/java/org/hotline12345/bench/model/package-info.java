/** Figures of a measurement: percentiles, ratios, the table. Pure Java. */
package org.hotline12345.bench.model;
