/** An OpenID provider for one machine: who sits at it chooses who they are. For trying and for tests, never for real citizens' data. */
package org.hotline12345.embedded.signin;
