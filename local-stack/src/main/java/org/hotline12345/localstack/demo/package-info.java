/** Plays citizens, agents, units and callback agents over HTTP, and checks that the figures follow from what it played. */
package org.hotline12345.localstack.demo;
