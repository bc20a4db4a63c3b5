package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import org.hotline12345.chassis.attachment.model.Part;
import org.hotline12345.chassis.database.EventLoops;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** Files in a bucket of a store that speaks the protocol of S3, under the name of the service and their ids. */
final class S3Store implements FileStore, AutoCloseable {
    private final Vertx vertx;
    private final S3AsyncClient client;
    private final String bucket;
    private final String folder;

    S3Store(Vertx vertx, AttachmentSettings.S3 settings, String folder) {
        this.vertx = vertx;
        this.bucket = settings.bucket();
        this.folder = folder;
        var builder = S3AsyncClient.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                // stores of other makers know the checksums of old
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        settings.endpoint().ifPresent(builder::endpointOverride);
        builder.credentialsProvider(
                settings.accessKey().isPresent()
                        ? StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                settings.accessKey().get(), settings.secretKey().orElse("")))
                        : DefaultCredentialsProvider.builder().build());
        client = builder.build();
    }

    private String key(UUID id) {
        return folder + "/" + id;
    }

    @Override
    public Uni<Void> put(UUID id, Path file) {
        return asked(() -> client.putObject(
                        request -> request.bucket(bucket).key(key(id)), AsyncRequestBody.fromFile(file)))
                .replaceWithVoid();
    }

    @Override
    public Multi<Buffer> read(UUID id) {
        return read(id, (String) null);
    }

    @Override
    public Multi<Buffer> read(UUID id, Part part) {
        return read(id, "bytes=" + part.from() + "-" + part.to());
    }

    private Multi<Buffer> read(UUID id, String range) {
        return asked(() -> client.getObject(
                        request -> request.bucket(bucket).key(key(id)).range(range),
                        AsyncResponseTransformer.toPublisher()))
                .onItem()
                .transformToMulti(answer -> Multi.createFrom().publisher(AdaptersToFlow.publisher(answer)))
                .map(S3Store::buffer);
    }

    @Override
    public Uni<Void> delete(UUID id) {
        return asked(() -> client.deleteObject(request -> request.bucket(bucket).key(key(id))))
                .replaceWithVoid();
    }

    /** The answer, in the context of whoever asked. */
    private <T> Uni<T> asked(Supplier<? extends CompletionStage<T>> request) {
        return Uni.createFrom().deferred(() -> {
            Context context = vertx.getOrCreateContext();
            return Uni.createFrom().completionStage(request.get()).emitOn(EventLoops.in(context));
        });
    }

    private static Buffer buffer(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return Buffer.buffer(copy);
    }

    @Override
    public void close() {
        client.close();
    }
}
