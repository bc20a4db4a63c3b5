/** How supervision looks at handled cases. */
package org.hotline12345.assessment.sampling.model;
