package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Asks clamd, by INSTREAM: each piece after its length, a length of nothing at the end, then its word. */
final class ClamdScanner implements VirusScanner {
    private static final Logger LOG = Logger.getLogger(ClamdScanner.class);
    private static final Buffer COMMAND = Buffer.buffer("zINSTREAM\0");
    private static final int CONNECT_MILLIS = 5_000;
    private static final int DEFAULT_PORT = 3310;

    private final NetClient client;
    private final String host;
    private final int port;
    private final Duration within;

    ClamdScanner(Vertx vertx, String address, Duration within) {
        int colon = address.lastIndexOf(':');
        this.host = colon < 0 ? address : address.substring(0, colon);
        this.port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(address.substring(colon + 1));
        this.within = within;
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
    }

    @Override
    public Uni<Verdict> scan(Multi<Buffer> bytes) {
        return uni(() -> client.connect(port, host))
                .chain(socket -> asked(socket, bytes.onFailure().transform(Unread::new))
                        .onFailure(failure -> !(failure instanceof Unread))
                        .transform(BrokenOff::new)
                        .eventually(() -> uni(socket::close)))
                .ifNoItem()
                .after(within)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("the virus scanner at %s:%d gives no verdict: %s", host, port, failure.getMessage());
                    return failure instanceof BrokenOff ? Verdict.UNDECIDED : Verdict.UNKNOWN;
                });
    }

    /** The file could not be read. */
    private static final class Unread extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unread(Throwable cause) {
            super(cause);
        }
    }

    /** The scanner would not hear more, or said something else than what it found. */
    private static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenOff(Throwable cause) {
            super(cause);
        }
    }

    private static Uni<Verdict> asked(NetSocket socket, Multi<Buffer> bytes) {
        var said = new CompletableFuture<String>();
        var words = Buffer.buffer();
        socket.handler(part -> {
            words.appendBuffer(part);
            if (part.length() > 0 && part.getByte(part.length() - 1) == 0) {
                said.complete(words.getString(0, words.length() - 1, "US-ASCII"));
            }
        });
        socket.closeHandler(closed -> said.complete(words.toString(StandardCharsets.US_ASCII)));
        return uni(() -> socket.write(COMMAND))
                .chain(() -> bytes.onItem()
                        .transformToUniAndConcatenate(piece -> uni(() -> socket.write(
                                Buffer.buffer().appendInt(piece.length()).appendBuffer(piece))))
                        .onItem()
                        .ignoreAsUni())
                .chain(() -> uni(() -> socket.write(Buffer.buffer().appendInt(0))))
                .chain(() -> Uni.createFrom().completionStage(said))
                .map(ClamdScanner::verdict);
    }

    private static Verdict verdict(String said) {
        String words = said.strip();
        if (words.endsWith(" FOUND")) {
            LOG.warnf("the virus scanner found something in a file: %s", words);
            return Verdict.INFECTED;
        }
        if (words.endsWith(": OK")) {
            return Verdict.CLEAN;
        }
        throw new IllegalStateException(words.isEmpty() ? "no answer" : words);
    }

    private static <T> Uni<T> uni(java.util.function.Supplier<Future<T>> work) {
        return Uni.createFrom().completionStage(() -> work.get().toCompletionStage());
    }
}
