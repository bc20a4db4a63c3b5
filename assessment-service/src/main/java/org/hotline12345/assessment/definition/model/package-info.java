/** What each figure means, in one place: counts, rates and what they are broken down by. Plain Java. */
package org.hotline12345.assessment.definition.model;
