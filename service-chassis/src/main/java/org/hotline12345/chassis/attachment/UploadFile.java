package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.attachment.KeptFile.State;
import org.hotline12345.chassis.attachment.model.FileName;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.Buckets;
import org.hotline12345.chassis.rest.CallerAddress;
import org.hotline12345.chassis.rest.HttpSettings;

/**
 * Takes a file in: gathers what comes, looks at it, has it scanned, and keeps it. It is seen by nobody until a command names it, and
 * swept if none does. The row comes before the bytes, so that a kill at any point leaves what the sweeping finds.
 */
@ApplicationScoped
public class UploadFile {
    private static final int HOUR = 60;

    private final Vertx vertx;
    private final Spool spool;
    private final AttachmentStore rows;
    private final FileStore bytes;
    private final VirusScanner scanner;
    private final AttachmentSettings settings;
    private final HttpSettings http;
    private final Caller caller;
    private final CallerAddress from;
    private final Clock clock;
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger ofPublicAtOnce = new AtomicInteger();
    private final Buckets ofPublic = new Buckets();

    UploadFile(
            Vertx vertx,
            Spool spool,
            AttachmentStore rows,
            FileStore bytes,
            VirusScanner scanner,
            AttachmentSettings settings,
            HttpSettings http,
            Caller caller,
            CallerAddress from,
            Clock clock) {
        this.vertx = vertx;
        this.spool = spool;
        this.rows = rows;
        this.bytes = bytes;
        this.scanner = scanner;
        this.settings = settings;
        this.http = http;
        this.caller = caller;
        this.from = from;
        this.clock = clock;
    }

    /** Of somebody who is signed in; only they can name it in a command. */
    public Uni<Response> byCaller(HttpServerRequest request, String name) {
        return take(request, name, caller.subject(), http.maxUpload());
    }

    /** Of the public: smaller, fewer, and swept sooner. Who holds the id can name it in a command. */
    public Uni<Response> byPublic(HttpServerRequest request, String name) {
        var limit = new Buckets.Limit(settings.publicUploadsPerHour(), settings.publicUploadsPerHour() / (double) HOUR);
        if (!ofPublic.takeOne(from.of(request), limit, System.nanoTime())) {
            throw Problem.tooManyRequests(limit.secondsForOne());
        }
        return rows.unboundOfPublic().chain(waiting -> {
            if (waiting > settings.publicUnbound()) {
                throw Problem.tooManyRequests(settings.publicUnboundFor().toSeconds());
            }
            return take(request, name, null, publicMost());
        });
    }

    /** What the public may send. */
    public PublicLimits publicLimits() {
        return new PublicLimits(
                settings.most(),
                publicMost(),
                settings.types().stream().sorted().map(Enum::name).toList());
    }

    private long publicMost() {
        return Math.min(settings.publicMaxUpload(), http.maxUpload());
    }

    private Uni<Response> take(HttpServerRequest request, String name, String by, long most) {
        String shown = FileName.cleaned(name);
        if (shown == null) {
            throw Problem.invalid("name", "violation.required");
        }
        // the public has places of its own: however slowly it sends, who is signed in is not refused for it
        AtomicInteger underWay = by == null ? ofPublicAtOnce : atOnce;
        if (underWay.incrementAndGet() > (by == null ? settings.publicUploadsAtOnce() : settings.uploadsAtOnce())) {
            underWay.decrementAndGet();
            throw Problem.of(ProblemType.OVERLOADED).header("Retry-After", "5");
        }
        return spool.gather(request, most)
                .chain(file -> keep(file, Masking.mask(shown), by).eventually(() -> spool.discard(file)))
                .eventually(underWay::decrementAndGet)
                .map(kept -> Response.status(Response.Status.CREATED)
                        .entity(AttachmentView.of(kept))
                        .build());
    }

    private Uni<KeptFile> keep(Path gathered, String name, String by) {
        return spool.look(gathered)
                .chain(ready -> scanner.scan(FileBytes.of(vertx, ready.file())).chain(verdict -> {
                    if (verdict == VirusScanner.Verdict.INFECTED) {
                        throw Uploads.infected();
                    }
                    var state = verdict == VirusScanner.Verdict.CLEAN ? State.CLEAN : State.WAITING;
                    var file = file(ready, name, by, state);
                    return rows.add(file)
                            .chain(() -> bytes.put(file.attachmentId(), ready.file()))
                            .chain(() -> rows.kept(file.attachmentId(), state))
                            .replaceWith(file);
                }));
    }

    /** Ids of files cannot be guessed: they are random. */
    private KeptFile file(Spool.Ready ready, String name, String by, State state) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new KeptFile(
                UUID.randomUUID(),
                name,
                ready.type().mediaType(),
                ready.size(),
                ready.sha256(),
                by,
                now,
                state,
                null,
                null,
                null,
                null,
                0);
    }
}
