/** The account of cases, taken from outside: from the databases of all services and from the stream. */
package org.hotline12345.localstack.account;
