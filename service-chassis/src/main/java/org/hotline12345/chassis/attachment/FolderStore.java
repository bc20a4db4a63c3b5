package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.hotline12345.chassis.attachment.model.Part;
import org.hotline12345.chassis.database.WorkerThreads;

/** Files in a folder, by the first two digits of their ids. */
final class FolderStore implements FileStore {
    private final Vertx vertx;
    private final Path folder;

    FolderStore(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.folder = folder;
    }

    private Path place(UUID id) {
        String name = id.toString();
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    @Override
    public Uni<Void> put(UUID id, Path file) {
        return WorkerThreads.run(vertx, () -> {
            Path place = place(id);
            Files.createDirectories(place.getParent());
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
            // the name must outlive a crash as well as the bytes
            force(place.getParent());
            force(folder);
            return null;
        });
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Multi<Buffer> read(UUID id) {
        return FileBytes.of(vertx, place(id));
    }

    @Override
    public Multi<Buffer> read(UUID id, Part part) {
        return FileBytes.of(vertx, place(id), part);
    }

    @Override
    public Uni<Void> delete(UUID id) {
        return WorkerThreads.run(vertx, () -> {
            Files.deleteIfExists(place(id));
            return null;
        });
    }

    /** Makes the folder and what stands in it; fails where it cannot be written. */
    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
