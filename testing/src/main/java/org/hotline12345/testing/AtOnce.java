package org.hotline12345.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Requests that meet. */
public final class AtOnce {
    private static final int CALLS = 6;

    private AtOnce() {}

    /** Makes six calls at the same time; answers what each answered, in their order. */
    public static <T> List<T> atOnce(IntFunction<T> call) {
        var answers = IntStream.range(0, CALLS)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i)))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
