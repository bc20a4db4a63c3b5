package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.attachment.model.Part;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.jboss.resteasy.reactive.RestMulti;

/** Gives the bytes of a file, or the part that {@code Range} asks for, to somebody who may read it, piece by piece. A browser keeps them and shows nothing of them by itself. */
@ApplicationScoped
public class SendFile {
    private static final int WHOLE = 200;
    private static final int PARTIAL = 206;

    private final FileStore bytes;
    private final Command command;

    SendFile(FileStore bytes, Command command) {
        this.bytes = bytes;
        this.command = command;
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
        String range = command.range();
        return RestMulti.fromUniResponse(
                file.map(each -> new Sent(each, Part.of(range, each.size()))),
                sent -> sent.part() == null
                        ? bytes.read(sent.file().attachmentId())
                        : bytes.read(sent.file().attachmentId(), sent.part()),
                Sent::headers,
                sent -> sent.part() == null ? WHOLE : PARTIAL);
    }

    /** @param part Null for the whole file. */
    private record Sent(KeptFile file, Part part) {
        Map<String, List<String>> headers() {
            var headers = new HashMap<>(SendFile.headers(file));
            headers.put("Accept-Ranges", List.of("bytes"));
            if (part != null) {
                headers.put("Content-Range", List.of(part.said()));
            }
            return headers;
        }
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
