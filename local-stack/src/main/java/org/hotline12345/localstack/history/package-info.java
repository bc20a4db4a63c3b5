/** Moving history in: {@code ./hotline import}. Speaks to the services by their public HTTP interfaces only. */
package org.hotline12345.localstack.history;
