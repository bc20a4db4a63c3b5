package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.UUID;
import org.hotline12345.chassis.attachment.model.Part;

/** Where the bytes lie. They are written once, whole, and never changed. */
interface FileStore {
    /** Keeps the bytes of the file, which may be taken away; done when they would outlive a crash. */
    Uni<Void> put(UUID id, Path file);

    /** The bytes, as they are asked for; fails where there are none. */
    Multi<Buffer> read(UUID id);

    /** A part of them. */
    Multi<Buffer> read(UUID id, Part part);

    /** Nothing happens where there are none. */
    Uni<Void> delete(UUID id);
}
