package org.hotline12345.localstack;

/** A subcommand that another jar beside the launcher brings along; found by {@link java.util.ServiceLoader}. */
public interface Subcommand {}
