/** Who may decide an objection. Plain Java. */
package org.hotline12345.assessment.appeal.model;
