package org.hotline12345.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.Folders;
import org.hotline12345.embedded.Pause;
import org.hotline12345.embedded.Ports;

/**
 * A store of the S3 kind with one bucket: S3Proxy, which Maven brings, in a process of its own, for its libraries are others. Gives it to a
 * service under test for its attachments: {@code @WithTestResource(BucketServer.class)}.
 */
public final class BucketServer implements QuarkusTestResourceLifecycleManager {
    /** Settings that {@link #start} answers: where the store is, and who may. */
    public static final String ENDPOINT = "hotline.attachments.s3.endpoint";

    /** See {@link #ENDPOINT}. */
    public static final String ACCESS_KEY = "hotline.attachments.s3.access-key";

    /** See {@link #ENDPOINT}. */
    public static final String SECRET_KEY = "hotline.attachments.s3.secret-key";

    /** Name of the bucket. */
    public static final String BUCKET = "hotline";

    private static final String IDENTITY = "hotline";
    private static final String SECRET = "a-secret-of-the-test";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path folder;
    private ChildProcess server;

    @Override
    public Map<String, String> start() {
        Path root = ProjectRoot.find();
        String endpoint = "http://127.0.0.1:" + Ports.free();
        try {
            folder = Files.createTempDirectory(Files.createDirectories(root.resolve("target")), "bucket-");
            Files.createDirectories(folder.resolve("s3").resolve(BUCKET));
            Path settings = Files.writeString(
                    folder.resolve("s3proxy.conf"), """
                    s3proxy.authorization=aws-v2-or-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    s3proxy.endpoint=%s
                    jclouds.provider=filesystem
                    jclouds.filesystem.basedir=%s
                    """.formatted(IDENTITY, SECRET, endpoint, folder.resolve("s3")));
            server = ChildProcess.start(new ChildProcess.Plan(
                    "S3Proxy",
                    List.of(
                            ChildProcess.java(),
                            "-Xmx128m",
                            "-XX:TieredStopAtLevel=1",
                            "-DLOG_LEVEL=warn",
                            "-jar",
                            root.resolve(Path.of("testing", "target", "s3proxy", "s3proxy.jar"))
                                    .toString(),
                            "--properties",
                            settings.toString()),
                    Map.of(),
                    folder.resolve("s3proxy.log"),
                    folder.resolve("s3proxy.pid")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Pause.until(PATIENCE, 200, () -> !server.alive() || answers(endpoint)) || !server.alive()) {
            throw new IllegalStateException("S3Proxy did not start: " + server.lastLines(20));
        }
        return Map.of("hotline.attachments.store", "s3", ENDPOINT, endpoint, ACCESS_KEY, IDENTITY, SECRET_KEY, SECRET);
    }

    private static boolean answers(String endpoint) {
        try {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(endpoint))
                                    .timeout(Duration.ofSeconds(2))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(Duration.ofSeconds(10));
            try {
                Folders.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
