/**
 * Learns from labelled messages to which class a message belongs, and says which words spoke for it. Pure Java: used by the
 * service and by the command line without servers.
 */
package org.hotline12345.dispatch.routing.model.classifier;
