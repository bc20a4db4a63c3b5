package org.hotline12345.desk.citizen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.hotline12345.desk.SignInProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Forms with files, sent by browsers that never come to their end. */
@QuarkusTest
@WithTestResource(SignInProvider.class)
class LargeFormsTest {
    private static final int AT_ONCE = 16;
    private static final int LARGE = 4 << 20;
    private static final int PATIENCE = 10_000;

    private static final String PART =
            "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
                    + "x".repeat(256 << 10);

    @TestHTTPResource("/citizen/new")
    URI form;

    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void goAway() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    @Test
    void so_many_are_taken_in_at_once_and_small_ones_beside_them() throws IOException {
        fill();

        List<String> refused = refusal().lines().toList();

        assertThat(refused.get(0)).startsWith("HTTP/1.1 503");
        assertThat(refused).anyMatch(line -> line.equalsIgnoreCase("Retry-After: 5"));
        Socket small = begin("application/x-www-form-urlencoded", 4, "a=bc");
        assertThat(answer(small, PATIENCE)).startsWith("HTTP/1.1 ").doesNotContainIgnoringCase("Retry-After: 5");
    }

    @Test
    void who_goes_away_in_the_middle_leaves_the_place_and_no_file() throws IOException {
        Set<Path> before = files();
        for (int i = 0; i < 2; i++) {
            fill();
            assertThat(refusal()).startsWith("HTTP/1.1 503");
            goAway();
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(files()).isSubsetOf(before));
    }

    /** Takes every place; what others left is free before long. */
    private void fill() {
        for (int i = 0; i < AT_ONCE; i++) {
            Awaitility.await("place " + i)
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    // who is refused has an answer by then
                    .until(() -> answer(large(PART), 400).isEmpty());
        }
    }

    /** What one more is told. */
    private String refusal() throws IOException {
        return answer(large(""), PATIENCE);
    }

    private Socket large(String begun) throws IOException {
        return begin("multipart/form-data; boundary=x", LARGE, begun);
    }

    private Socket begin(String type, int length, String body) throws IOException {
        var socket = new Socket(form.getHost(), form.getPort());
        open.add(socket);
        socket.getOutputStream()
                .write(("POST " + form.getPath() + " HTTP/1.1\r\nHost: " + form.getAuthority() + "\r\nContent-Type: "
                                + type + "\r\nContent-Length: " + length + "\r\n\r\n" + body)
                        .getBytes(UTF_8));
        return socket;
    }

    /** The head of the answer; empty while there is none. */
    private static String answer(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var head = new StringBuilder();
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                head.append(line).append('\n');
            }
            return head.toString();
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    /** What forms leave on the disk while they are read. */
    private static Set<Path> files() {
        Path uploads = Path.of(System.getProperty("java.io.tmpdir"), "uploads");
        if (!Files.isDirectory(uploads)) {
            return Set.of();
        }
        try (var found = Files.list(uploads)) {
            return found.collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
