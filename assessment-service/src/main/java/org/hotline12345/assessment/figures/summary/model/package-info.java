/** The days, months and years of which the summary of the facts is made. Plain Java. */
package org.hotline12345.assessment.figures.summary.model;
