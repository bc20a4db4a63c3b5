/** A case as evaluation staff read it. */
package org.hotline12345.assessment.reading.model;
