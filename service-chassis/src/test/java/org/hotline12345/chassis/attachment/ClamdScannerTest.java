package org.hotline12345.chassis.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hotline12345.chassis.attachment.VirusScanner.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server that speaks as clamd does: docs.clamav.net, Scanning, clamd, INSTREAM. */
class ClamdScannerTest {
    private static final String EICAR = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<String> command = new CompletableFuture<>();
    private final Buffer received = Buffer.buffer();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Reads the command up to its zero, then lengths and pieces, and answers after a length of nothing. */
    private NetServer clamd(String word) throws Exception {
        return vertx.createNetServer()
                .connectHandler(socket -> serve(socket, word))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void serve(NetSocket socket, String word) {
        var parser = RecordParser.newDelimited(Buffer.buffer(new byte[] {0}), socket);
        boolean[] length = {true};
        parser.handler(part -> {
            if (!command.isDone()) {
                command.complete(part.toString(StandardCharsets.US_ASCII));
                parser.fixedSizeMode(4);
            } else if (!length[0]) {
                received.appendBuffer(part);
                length[0] = true;
                parser.fixedSizeMode(4);
            } else if (part.getInt(0) > 0) {
                length[0] = false;
                parser.fixedSizeMode(part.getInt(0));
            } else {
                String found = received.toString(StandardCharsets.US_ASCII).contains(EICAR)
                        ? "stream: Eicar-Test-Signature FOUND"
                        : word;
                socket.write(found + "\0").onComplete(done -> socket.close());
            }
        });
    }

    private Verdict scan(int port, String... pieces) {
        return new ClamdScanner(vertx, "127.0.0.1:" + port, Duration.ofSeconds(2))
                .scan(Multi.createFrom().items(pieces).map(Buffer::buffer))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void a_clean_file_is_sent_whole_and_found_clean() throws Exception {
        assertThat(scan(clamd("stream: OK").actualPort(), "one ", "two ", "three"))
                .isEqualTo(Verdict.CLEAN);
        assertThat(command.get()).isEqualTo("zINSTREAM");
        assertThat(received.toString()).isEqualTo("one two three");
    }

    @Test
    void what_stands_across_two_pieces_is_found() throws Exception {
        assertThat(scan(clamd("stream: OK").actualPort(), EICAR.substring(0, 10), EICAR.substring(10)))
                .isEqualTo(Verdict.INFECTED);
    }

    @Test
    void a_scanner_that_cannot_say_gives_no_verdict() throws Exception {
        assertThat(scan(clamd("INSTREAM size limit exceeded. ERROR").actualPort(), "large"))
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_scanner_that_hears_no_more_gives_no_verdict() throws Exception {
        NetServer small = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(part -> socket.close()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(scan(small.actualPort(), "x".repeat(100_000), "y".repeat(100_000)))
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void a_file_that_cannot_be_read_is_not_the_scanners_fault() throws Exception {
        var verdict = new ClamdScanner(vertx, "127.0.0.1:" + clamd("stream: OK").actualPort(), Duration.ofSeconds(2))
                .scan(Multi.createFrom().failure(new IllegalStateException("the store is away")))
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(verdict).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_scanner_that_is_not_there_gives_no_verdict() throws Exception {
        NetServer server = clamd("stream: OK");
        int port = server.actualPort();
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(scan(port, "anything")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_scanner_that_says_nothing_gives_no_verdict() throws Exception {
        NetServer mute = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(ignored -> {}))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(scan(mute.actualPort(), "anything")).isEqualTo(Verdict.UNKNOWN);
    }
}
