/**
 * The contract between the services: what happened, in the words of the hotline. Evolution: only optional fields are
 * added; readers ignore unknown fields; a break is a new type with the next version.
 */
package org.hotline12345.events;
