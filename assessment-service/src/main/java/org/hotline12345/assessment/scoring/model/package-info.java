/** Rule sets and what they make of rates. Plain Java. */
package org.hotline12345.assessment.scoring.model;
