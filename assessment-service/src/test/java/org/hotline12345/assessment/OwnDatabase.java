package org.hotline12345.assessment;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A database of its own for tests whose facts stand in no journal: a rebuild of the others' facts would not find them. */
public class OwnDatabase implements QuarkusTestProfile {}
