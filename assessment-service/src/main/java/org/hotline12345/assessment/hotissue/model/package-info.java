/** The rules by which cases about one thing in one place in a short time are found: no framework, no database. */
package org.hotline12345.assessment.hotissue.model;
