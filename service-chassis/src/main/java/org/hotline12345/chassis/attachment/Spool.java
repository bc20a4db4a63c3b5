package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hotline12345.chassis.attachment.model.FileType;
import org.hotline12345.chassis.attachment.model.ImageNotes;
import org.hotline12345.chassis.database.WorkerThreads;

/** Files on their way: gathered as they come, piece by piece, then looked at and made ready to be kept. */
@ApplicationScoped
class Spool {
    private static final String ON_THEIR_WAY = "incoming";

    private final Vertx vertx;
    private final AttachmentSettings settings;
    private final Path folder;

    Spool(Vertx vertx, AttachmentSettings settings, @ConfigProperty(name = "hotline.service") String service) {
        this.vertx = vertx;
        this.settings = settings;
        this.folder = Path.of(settings.folder(), service, ON_THEIR_WAY);
    }

    /** A file that can be kept as it is. */
    record Ready(Path file, FileType type, long size, String sha256) {}

    /** Gathers the body of the request; 413 for more than the limit. A sender who goes away leaves nothing. */
    Uni<Path> gather(HttpServerRequest request, long most) {
        Path file = folder.resolve(UUID.randomUUID() + ".part");
        var options = new OpenOptions().setWrite(true).setRead(false).setCreateNew(true);
        return WorkerThreads.run(vertx, () -> FolderStore.made(folder))
                .chain(() -> Uni.createFrom()
                        .completionStage(() -> vertx.fileSystem()
                                .open(file.toString(), options)
                                .compose(out -> gathered(request, out, most).eventually(() -> out.close()))
                                .toCompletionStage()))
                .replaceWith(file)
                .onFailure()
                .call(() -> discard(file));
    }

    private static io.vertx.core.Future<Void> gathered(HttpServerRequest request, AsyncFile out, long most) {
        Promise<Void> done = Promise.promise();
        if (request.isEnded()) {
            return io.vertx.core.Future.succeededFuture();
        }
        out.exceptionHandler(done::tryFail);
        request.exceptionHandler(done::tryFail);
        long[] size = {0};
        var written = new AtomicReference<>(io.vertx.core.Future.<Void>succeededFuture());
        request.handler(piece -> {
            size[0] += piece.length();
            if (size[0] > most) {
                request.handler(ignored -> {});
                done.tryFail(Uploads.tooLarge(most));
                return;
            }
            var last = out.write(piece);
            written.updateAndGet(before -> before.succeeded()
                    ? last
                    : io.vertx.core.Future.join(before, last).mapEmpty());
            if (out.writeQueueFull()) {
                request.pause();
                out.drainHandler(drained -> request.resume());
            }
        });
        // what cannot be written, of a full disk, may be known only after the end
        request.endHandler(end -> written.get().onSuccess(done::tryComplete).onFailure(done::tryFail));
        request.resume();
        return done.future();
    }

    /** The file with its type and hash, of an image without its notes; 415 for a type that is not taken. */
    Uni<Ready> look(Path gathered) {
        return WorkerThreads.run(vertx, () -> ready(gathered));
    }

    private Ready ready(Path gathered) throws IOException, NoSuchAlgorithmException {
        if (Files.size(gathered) == 0) {
            throw Uploads.empty();
        }
        FileType type = FileType.of(gathered);
        if (type == null || !settings.types().contains(type)) {
            throw Uploads.notTaken(settings.types());
        }
        var digest = MessageDigest.getInstance("SHA-256");
        if (!type.isImage()) {
            try (var in = Files.newInputStream(gathered);
                    var hashed = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                in.transferTo(hashed);
            }
            return new Ready(gathered, type, Files.size(gathered), hex(digest));
        }
        Path clean = Path.of(gathered + ".clean");
        try (var in = new BufferedInputStream(Files.newInputStream(gathered), 1 << 16);
                var out = new BufferedOutputStream(
                        new DigestOutputStream(Files.newOutputStream(clean), digest), 1 << 16)) {
            ImageNotes.leaveOut(type, in, out);
        } catch (ImageNotes.NotAnImage | RuntimeException e) {
            Files.deleteIfExists(clean);
            throw Uploads.notTaken(settings.types());
        }
        Files.delete(gathered);
        return new Ready(clean, type, Files.size(clean), hex(digest));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Takes away what is there of the file. */
    Uni<Void> discard(Path file) {
        return WorkerThreads.run(vertx, () -> {
            Files.deleteIfExists(file);
            Files.deleteIfExists(Path.of(file + ".clean"));
            return null;
        });
    }

    /** Takes away what a process left behind that was killed. */
    Uni<Void> sweep(Instant before) {
        return WorkerThreads.run(vertx, () -> {
            if (Files.isDirectory(folder)) {
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                            Files.deleteIfExists(file);
                        }
                    }
                }
            }
            return null;
        });
    }
}
