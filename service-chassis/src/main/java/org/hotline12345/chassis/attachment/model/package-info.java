/** What may be attached, and what becomes of it before it is kept. */
package org.hotline12345.chassis.attachment.model;
