package org.hotline12345.followup;

import io.quarkus.test.common.WithTestResource;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What tests of the running service share: the other services, and the people who call it. */
@WithTestResource(TestServers.class)
public abstract class FollowupTest {
    protected static Stage stage;

    @BeforeAll
    static void openStage() {
        stage = new Stage();
    }

    @AfterAll
    static void closeStage() {
        stage.close();
    }
}
