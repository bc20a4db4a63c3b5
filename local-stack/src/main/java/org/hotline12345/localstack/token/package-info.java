/** Stands in for an OpenID provider on one machine: a key pair of its own, and tokens for whoever may read the key. */
package org.hotline12345.localstack.token;
