package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.problem.Problem;
import org.jboss.resteasy.reactive.RestMulti;

/** Gives the bytes of a file to somebody who may read it, piece by piece. A browser keeps them and shows nothing of them by itself. */
@ApplicationScoped
public class SendFile {
    private final FileStore bytes;

    SendFile(FileStore bytes) {
        this.bytes = bytes;
    }

    /** 404 where the scanner found something; 409 until it has said its word. */
    public static KeptFile readable(KeptFile file) {
        return switch (file.state()) {
            case CLEAN -> file;
            case WAITING -> throw Uploads.notLookedThrough();
            case STORING, INFECTED -> throw Problem.notFound();
        };
    }

    /** Sends the file, once it is known that it may be read and that was written down. */
    public RestMulti<Buffer> send(Uni<KeptFile> file) {
        return RestMulti.fromUniResponse(file, each -> bytes.read(each.attachmentId()), SendFile::headers);
    }

    static Map<String, List<String>> headers(KeptFile file) {
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return Map.of(
                "Content-Type", List.of(file.type()),
                "Content-Disposition", List.of("attachment; filename*=UTF-8''" + name),
                "Content-Security-Policy", List.of("default-src 'none'; sandbox"),
                "X-Content-Type-Options", List.of("nosniff"),
                "Cross-Origin-Resource-Policy", List.of("same-origin"),
                "Cache-Control", List.of("private, no-store"),
                "Digest", List.of("sha-256=" + base64(file.sha256())));
    }

    private static String base64(String hex) {
        return java.util.Base64.getEncoder()
                .encodeToString(java.util.HexFormat.of().parseHex(hex));
    }
}
