package org.hotline12345.chassis.attachment;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The store and the scanner that the settings name; the others are not loaded. */
class FileServices {
    @Produces
    @Singleton
    FileStore store(
            Vertx vertx, AttachmentSettings settings, @ConfigProperty(name = "hotline.service") String service) {
        return settings.store() == AttachmentSettings.StoreKind.S3
                ? new S3Store(vertx, settings.s3(), service)
                : new FolderStore(vertx, Path.of(settings.folder(), service));
    }

    void close(@Disposes FileStore store) throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Produces
    @Singleton
    @DefaultBean
    VirusScanner scanner(Vertx vertx, AttachmentSettings settings) {
        return settings.clamd()
                .<VirusScanner>map(address -> new ClamdScanner(vertx, address, settings.scanWithin()))
                .orElse(bytes -> Uni.createFrom().item(VirusScanner.Verdict.CLEAN));
    }
}
