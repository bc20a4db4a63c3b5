package org.hotline12345.localstack.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hotline12345.localstack.LocalStack;
import org.hotline12345.localstack.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {
    @TempDir
    Path folder;

    @Test
    void a_folder_that_no_hotline_was_started_on_gets_no_token_and_is_not_made() {
        Path mistyped = folder.resolve("hotlien");

        int status = token(mistyped);

        assertThat(status).isEqualTo(2);
        assertThat(mistyped).doesNotExist();
    }

    @Test
    void a_folder_that_was_used_before_gets_a_token() {
        Path used = folder.resolve("hotline");
        Home.at(used);

        assertThat(token(used)).isZero();
    }

    private static int token(Path home) {
        return LocalStack.commandLine().execute("token", "--role", "agent", "--home", home.toString());
    }
}
