package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.file.AsyncFile;
import java.nio.file.Path;

/** The bytes of a file, as they are asked for. It is closed when they have been read, and when whoever asked goes away. */
final class FileBytes {
    private FileBytes() {}

    static Multi<Buffer> of(Vertx vertx, Path file) {
        var options = new OpenOptions().setRead(true).setWrite(false).setCreate(false);
        var files = io.vertx.mutiny.core.Vertx.newInstance(vertx).fileSystem();
        return Multi.createFrom()
                .resourceFromUni(() -> files.open(file.toString(), options), AsyncFile::toMulti)
                .withFinalizer(AsyncFile::close)
                .map(io.vertx.mutiny.core.buffer.Buffer::getDelegate);
    }
}
