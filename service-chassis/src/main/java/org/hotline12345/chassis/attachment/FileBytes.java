package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.file.AsyncFile;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.hotline12345.chassis.attachment.model.Part;

/** The bytes of a file, as they are asked for. It is closed when they have been read, and when whoever asked goes away. */
final class FileBytes {
    private FileBytes() {}

    static Multi<Buffer> of(Vertx vertx, Path file) {
        return of(vertx, file, UnaryOperator.identity());
    }

    /** Those of a part. */
    static Multi<Buffer> of(Vertx vertx, Path file, Part part) {
        return of(vertx, file, opened -> opened.setReadPos(part.from()).setReadLength(part.length()));
    }

    private static Multi<Buffer> of(Vertx vertx, Path file, UnaryOperator<AsyncFile> placed) {
        var options = new OpenOptions().setRead(true).setWrite(false).setCreate(false);
        var files = io.vertx.mutiny.core.Vertx.newInstance(vertx).fileSystem();
        return Multi.createFrom()
                .resourceFromUni(
                        () -> files.open(file.toString(), options),
                        opened -> placed.apply(opened).toMulti())
                .withFinalizer(AsyncFile::close)
                .map(io.vertx.mutiny.core.buffer.Buffer::getDelegate);
    }
}
