/** Starts, supervises and stops PostgreSQL, Kafka and the four services, each a process of its own. */
package org.hotline12345.localstack.stack;
