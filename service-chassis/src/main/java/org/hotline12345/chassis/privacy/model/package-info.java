/** What is shown of a person to whom that is enough. */
package org.hotline12345.chassis.privacy.model;
