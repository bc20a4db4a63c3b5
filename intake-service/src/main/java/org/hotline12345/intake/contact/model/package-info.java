/** Telephone numbers, contact data and query codes: rules without a framework. */
package org.hotline12345.intake.contact.model;
