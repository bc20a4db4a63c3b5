/** The suite that a command works on: on a folder of this machine, or an installation on servers elsewhere. */
package org.hotline12345.localstack.access;
