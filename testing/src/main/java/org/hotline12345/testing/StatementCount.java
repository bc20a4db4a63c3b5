package org.hotline12345.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * How many statements commands of a service take, {@code begin} and {@code commit} among them. What the service does by itself
 * meanwhile only adds to the count: the least of several is the command's own.
 */
public final class StatementCount {
    private final DoubleSupplier soFar;
    private final Map<String, Double> least = new HashMap<>();

    /** @param soFar how many statements the service has done */
    public StatementCount(DoubleSupplier soFar) {
        this.soFar = soFar;
    }

    /** Makes the call, and counts what it takes. */
    public <T> T of(String command, Supplier<T> call) {
        double before = soFar.getAsDouble();
        T answer = call.get();
        least.merge(command, soFar.getAsDouble() - before, Math::min);
        return answer;
    }

    /** The least that the command took. */
    public double least(String command) {
        return least.get(command);
    }
}
