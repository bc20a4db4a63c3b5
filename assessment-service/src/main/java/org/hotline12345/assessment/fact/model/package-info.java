/** How the events of a case become the facts that every figure counts. Plain Java. */
package org.hotline12345.assessment.fact.model;
