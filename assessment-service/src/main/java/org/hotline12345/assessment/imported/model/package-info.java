/** Figures of the time before this system. Plain Java. */
package org.hotline12345.assessment.imported.model;
