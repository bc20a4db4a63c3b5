/** The steps of an order to put something right. */
package org.hotline12345.assessment.rectification.model;
