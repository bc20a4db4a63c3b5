package org.hotline12345.assessment.bulletin.model;

import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.chassis.language.Text;

/** What people read in place of codes. */
@FunctionalInterface
public interface Naming {
    /** The name of a unit, area, category, channel or type; of null, that there is none. */
    Text of(Dimension dimension, String key);
}
