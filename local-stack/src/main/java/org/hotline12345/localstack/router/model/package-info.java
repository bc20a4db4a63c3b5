/** The figures of a model as tables for people. */
package org.hotline12345.localstack.router.model;
