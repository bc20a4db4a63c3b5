/** Dispatch: units, catalogue, routing, triage, work orders, returns, extensions, replies, merges. */
package org.hotline12345.dispatch;
