/** The course of a case: what its stream of events says about where it stands, the same for every service. */
package org.hotline12345.events.course;
