/** People who play their part in the life of a case over HTTP: for the demo, for measurements and for tests. */
package org.hotline12345.localstack.play;
