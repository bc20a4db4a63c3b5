/** {@code hotline model}: trains and judges models of the router, on files without servers and in a running suite. */
package org.hotline12345.localstack.router;
