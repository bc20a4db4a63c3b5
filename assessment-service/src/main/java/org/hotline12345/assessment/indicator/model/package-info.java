/** Periods, counts and rates: what each figure means, in one place. Plain Java. */
package org.hotline12345.assessment.indicator.model;
