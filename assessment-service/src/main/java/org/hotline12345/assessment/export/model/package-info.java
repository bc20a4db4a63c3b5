/** Tables that leave as files: what stands in them and how CSV is written. No framework. */
package org.hotline12345.assessment.export.model;
