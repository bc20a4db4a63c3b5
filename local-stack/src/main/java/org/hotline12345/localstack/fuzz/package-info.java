/**
 * {@code hotline fuzz}: asks the services what no sensible client would ask, from their own descriptions, and judges the answers. Bad
 * input is never the suite's fault: it answers each request in time, as described, and refuses by a problem document.
 */
package org.hotline12345.localstack.fuzz;
