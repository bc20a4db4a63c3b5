/** Starts, supervises and stops PostgreSQL, Kafka, the four services and the desks, each a process of its own. */
package org.hotline12345.localstack.stack;
