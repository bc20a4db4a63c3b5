/** What the demo is going to play, and what the figures must be afterwards. */
package org.hotline12345.localstack.demo.model;
