/** What the tests of every module need: real servers once per build, tokens, probes into Kafka, rules of architecture. */
package org.hotline12345.testing;
