package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.file.AsyncFile;
import java.nio.file.Path;

/** The bytes of a file, as they are asked for. */
final class FileBytes {
    private FileBytes() {}

    static Multi<Buffer> of(Vertx vertx, Path file) {
        var options = new OpenOptions().setRead(true).setWrite(false).setCreate(false);
        return io.vertx.mutiny.core.Vertx.newInstance(vertx)
                .fileSystem()
                .open(file.toString(), options)
                .onItem()
                .transformToMulti(AsyncFile::toMulti)
                .map(io.vertx.mutiny.core.buffer.Buffer::getDelegate);
    }
}
