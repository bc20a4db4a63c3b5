package org.hotline12345.chassis.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.hotline12345.chassis.access.Viewer;
import org.hotline12345.chassis.document.CsvWriter;
import org.hotline12345.chassis.document.Saved;
import org.hotline12345.chassis.document.Table;
import org.hotline12345.chassis.document.TableWriter;
import org.hotline12345.chassis.document.XlsxWriter;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.jboss.logging.Logger;

/**
 * Answers tables as files. Rows go to a file of the server first, as they come, and from there to the caller: however many there are,
 * few are in memory; what fails half way is told as a problem; and a slow reader holds no connection to the database.
 */
@RequestScoped
public class TableFiles {
    /** Serves CSV where a resource offers it beside JSON: JSON is served unless a table is asked for. */
    public static final String CSV_IF_ASKED = "text/csv;qs=0.1";

    /** Media type of workbooks. */
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** Serves workbooks where a resource offers them beside JSON. */
    public static final String XLSX_IF_ASKED = XLSX + ";qs=0.1";

    /** How the files of this process begin, in the folder for temporary files. */
    public static final String FILES =
            "hotline-table-%d-".formatted(ProcessHandle.current().pid());

    private static final Logger LOG = Logger.getLogger(TableFiles.class);

    private final Viewer viewer;
    private final Clock clock;
    private final CurrentVertxRequest request;

    public TableFiles(Viewer viewer, Clock clock, CurrentVertxRequest request) {
        this.viewer = viewer;
        this.clock = clock;
        this.request = request;
    }

    /** As the caller asks for it: a workbook or CSV, whichever {@code Accept} names first. */
    public Uni<Response> saved(Table table, Multi<? extends List<?>> rows) {
        String accept = request.getCurrent().request().getHeader(HttpHeaders.ACCEPT) + ", text/csv";
        return accept.contains(XLSX) && accept.indexOf(XLSX) < accept.indexOf("text/csv")
                ? answer("xlsx", XLSX, (file, saved) -> new XlsxWriter(file, table, saved), table, rows)
                : answer("csv", "text/csv;charset=UTF-8", (file, saved) -> new CsvWriter(file, table), table, rows);
    }

    private interface Opening {
        TableWriter open(Path file, Saved saved) throws IOException;
    }

    private Uni<Response> answer(
            String ending, String mediaType, Opening opening, Table table, Multi<? extends List<?>> rows) {
        var saved = new Saved(viewer.name(), ShanghaiTime.of(clock.instant()));
        RoutingContext route = request.getCurrent();
        String name = table.file() + saved.suffix();
        return written(() -> new OpenTable(ending, opening, saved), rows).map(file -> {
            deletedAfter(route, file);
            return Response.ok(file, mediaType)
                    .header(HttpHeaders.CONTENT_DISPOSITION, disposition(name, ending))
                    .header(
                            HttpHeaders.CONTENT_LANGUAGE,
                            table.language().locale().toLanguageTag())
                    .header(HttpHeaders.VARY, "Accept, Accept-Language")
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                    .build();
        });
    }

    private static Uni<Path> written(Supplier<OpenTable> opening, Multi<? extends List<?>> rows) {
        var worker = Infrastructure.getDefaultWorkerPool();
        // A caller who goes away while the file is being made must find somebody who drops it: whoever makes it also
        // follows its rows.
        return Uni.createFrom()
                .deferred(() -> {
                    var open = opening.get();
                    return rows.emitOn(worker)
                            .invoke(open::row)
                            .onItem()
                            .ignoreAsUni()
                            .map(done -> open.finished())
                            .onFailure()
                            .invoke(open::discard)
                            .onCancellation()
                            .invoke(open::discard);
                })
                .runSubscriptionOn(worker);
    }

    private static void deletedAfter(RoutingContext route, Path file) {
        route.addEndHandler(done -> delete(file));
        if (route.response().closed()) {
            delete(file);
        }
    }

    /** A file being written. */
    private static final class OpenTable {
        private final Path file;
        private final TableWriter writer;

        OpenTable(String ending, Opening opening, Saved saved) {
            try {
                file = Files.createTempFile(FILES, "." + ending);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            try {
                writer = opening.open(file, saved);
            } catch (IOException e) {
                delete(file);
                throw new UncheckedIOException(e);
            }
        }

        void row(List<?> cells) {
            try {
                writer.row(cells);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Path finished() {
            try (writer) {
                writer.finish();
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void discard() {
            try (writer) {
                delete(file);
            } catch (IOException e) {
                LOG.warnf(e, "What lay on the disk of the table %s could not be dropped", file);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf(e, "The table %s was sent and could not be deleted", file);
        }
    }

    private static String disposition(String name, String ending) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        String exact = plain.equals(name)
                ? ""
                : "; filename*=UTF-8''"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + "." + ending;
        return "attachment; filename=\"" + plain + "." + ending + "\"" + exact;
    }
}
