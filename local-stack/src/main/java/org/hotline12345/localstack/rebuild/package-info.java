/** {@code hotline rebuild}: makes what was computed from the stream of cases anew. */
package org.hotline12345.localstack.rebuild;
