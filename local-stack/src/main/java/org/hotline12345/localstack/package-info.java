/**
 * The whole suite on one machine by one command: PostgreSQL, Kafka, the four services and the desks as processes of their
 * own, and the tools that use them as any client would, over HTTP.
 */
package org.hotline12345.localstack;
