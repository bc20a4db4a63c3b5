/** {@code hotline model}: trains and judges models of the router without servers. */
package org.hotline12345.localstack.router;
