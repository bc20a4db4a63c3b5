/**
 * The suite's HTTP interfaces as a client of the outside sees them: addresses, who calls, one asynchronous client that
 * waits politely where a service asks it to. The import, the demo and the load tools speak through it only.
 */
package org.hotline12345.localstack.api;
