package org.hotline12345.desk.citizen;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.server.multipart.FileItem;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** A form as a browser sent it: what was written, and the files that came with it. */
record SentForm(MultivaluedMap<String, String> fields, List<NewFile> files) {
    /** A file that came with the form; its bytes are gone when the request has ended. */
    record NewFile(String name, long size, BodyPublisher bytes) {
        static NewFile of(String name, FileItem item) {
            try {
                return new NewFile(
                        name,
                        item.getFileSize(),
                        item.isInMemory()
                                ? BodyPublishers.ofByteArray(
                                        item.getInputStream().readAllBytes())
                                : BodyPublishers.ofFile(item.getFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static SentForm of(MultipartFormDataInput input) {
        var fields = new MultivaluedHashMap<String, String>();
        var files = new ArrayList<NewFile>();
        input.getValues()
                .forEach((name, values) -> values.forEach(value -> {
                    if (!value.isFileItem()) {
                        fields.add(name, value.getValue());
                    } else if (value.getFileName() != null
                            && !value.getFileName().isBlank()) {
                        // where nothing was chosen a browser sends a file without a name
                        files.add(NewFile.of(value.getFileName(), value.getFileItem()));
                    }
                }));
        return new SentForm(fields, files);
    }
}
