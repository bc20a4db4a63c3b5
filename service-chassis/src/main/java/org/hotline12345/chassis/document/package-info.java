/** Documents: what administrators write, YAML or JSON with a JSON Schema, whose faults are told with field and line; tables as CSV. */
package org.hotline12345.chassis.document;
