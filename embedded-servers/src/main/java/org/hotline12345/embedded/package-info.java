/**
 * Real PostgreSQL and Kafka for one machine: every server is an operating-system process of its own, so that it can be
 * killed and restarted alone, and leaves a {@linkplain org.hotline12345.embedded.PidFile pid file} by which an orphan is
 * found after its launcher died.
 */
package org.hotline12345.embedded;
