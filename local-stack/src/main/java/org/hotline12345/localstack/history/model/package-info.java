/**
 * Rules of moving history in: reading rows, mapping them to cases, counting working days, the report and its sums. Pure
 * Java: no network, no JSON, no command line.
 */
package org.hotline12345.localstack.history.model;
