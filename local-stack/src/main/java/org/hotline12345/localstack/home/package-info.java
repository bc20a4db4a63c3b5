/** The folder of one installation: data, keys, passwords, logs, and who runs on it. */
package org.hotline12345.localstack.home;
