package org.hotline12345.chassis.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/**
 * A command that may come with others in one request, see {@link Batches}.
 *
 * @param path Where it is sent when it comes alone, below {@code /api/v1}: {@code /work-orders/{id}/sign}.
 * @param body Class of its body.
 * @param <B> Its body.
 */
public record BatchedCommand<B>(String path, Class<B> body, Work<B> work) {
    /** What carries it out, exactly as if it had come alone. */
    @FunctionalInterface
    public interface Work<B> {
        /**
         * Carries it out.
         *
         * @param id What stands for {@code {id}} in the path; null where the path has none.
         * @param body Its body, as Bean Validation wants it.
         */
        Uni<Response> run(UUID id, B body, CommandKey key);
    }

    /** Implemented by the resources that take the commands when they come alone. */
    public interface Source {
        List<BatchedCommand<?>> batched();
    }
}
