/** Places in the journal. Plain Java. */
package org.hotline12345.assessment.journal.model;
