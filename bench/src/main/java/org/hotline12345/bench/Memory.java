package org.hotline12345.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/** What the processes of a stack hold in memory now: their own pages, and of those they share their part (PSS). */
final class Memory {
    private static final String PROPORTIONAL = "Pss:";

    private Memory() {}

    /** Megabytes by part, PostgreSQL with all its processes. */
    static Map<Part, Double> of(Stack stack) {
        Map<Part, Double> megabytes = new EnumMap<>(Part.class);
        for (Part part : stack.options().parts()) {
            stack.process(part)
                    .filter(ChildProcess::alive)
                    .ifPresent(process -> megabytes.put(part, withChildren(process.pid())));
        }
        return megabytes;
    }

    private static double withChildren(long pid) {
        LongStream children =
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(pid), children)
                        .mapToDouble(Memory::kilobytes)
                        .sum()
                / 1024;
    }

    /** 0 for what has ended meanwhile. */
    private static double kilobytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith(PROPORTIONAL))
                    .mapToDouble(line -> Double.parseDouble(line.substring(PROPORTIONAL.length())
                            .replace("kB", "")
                            .strip()))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
