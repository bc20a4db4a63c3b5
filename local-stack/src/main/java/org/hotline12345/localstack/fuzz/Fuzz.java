package org.hotline12345.localstack.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.api.TokenSource;

/** Many requests to running services, and what was wrong with the answers. They change whatever they can: the suite must be one's own. */
public final class Fuzz {
    private static final int CALLERS = 4;
    private static final int SILENT_MILLIS = 20_000;

    private final Map<ServiceName, URI> services;
    private final List<Operation> operations;
    private final KnownValues known = new KnownValues();
    private final Map<ServiceName, RequestMaker> makers = new EnumMap<>(ServiceName.class);
    private final Judge judge = new Judge();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, List<Finding>> findings = new LinkedHashMap<>();

    /** Requests to these services as the project's {@code docs/api} describes them. */
    public Fuzz(Map<ServiceName, URI> services, TokenSource tokens, Path project, long seed) {
        this.services = services;
        this.operations = Descriptions.read(project);
        for (ServiceName service : ServiceName.values()) {
            List<Operation> own = operations.stream()
                    .filter(operation -> operation.service() == service)
                    .toList();
            String host = services.get(service).getAuthority();
            makers.put(service, new RequestMaker(own, known, tokens, host, LocalDate.now(), seed));
        }
    }

    /**
     * Sends requests until there were so many or the time is over.
     *
     * @param progress Told the number sent.
     */
    public void run(int requests, Duration atMost, IntConsumer progress) {
        long end = System.nanoTime() + atMost.toNanos();
        look();
        var next = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                all.add(callers.submit(() -> call(next, requests, end, progress)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            callers.shutdownNow();
        }
    }

    /** How many answers had a status. */
    public Map<Integer, Integer> statuses() {
        return statuses;
    }

    /** What was found, the worst first, one text for each cause, with an example. */
    public synchronized List<String> findings() {
        return findings.values().stream()
                .sorted(Comparator.comparing(same -> same.get(0).kind()))
                .map(same -> same.size() + " × " + same.get(0).group() + "\n  request "
                        + same.get(0).request().number() + ":\n"
                        + same.get(0).request().shown().indent(4) + "  answer after "
                        + same.get(0).answer().millis() + " ms:\n"
                        + same.get(0).answer().shown().indent(4))
                .toList();
    }

    /** Reads every list once, so that requests name things that are there. */
    private void look() {
        var connections = connections();
        try {
            for (Operation operation : operations) {
                if (operation.method().equals("GET")
                        && !operation.path().contains("{")
                        && operation.parameters().stream().noneMatch(Operation.Parameter::required)) {
                    send(connections, makers.get(operation.service()).plain(operation));
                }
            }
        } finally {
            close(connections);
        }
    }

    private void call(AtomicInteger next, int requests, long end, IntConsumer progress) {
        var connections = connections();
        ServiceName[] all = ServiceName.values();
        try {
            for (int number = next.incrementAndGet();
                    number <= requests && System.nanoTime() < end;
                    number = next.incrementAndGet()) {
                send(connections, makers.get(all[number % all.length]).make(number));
                progress.accept(number);
            }
        } finally {
            close(connections);
        }
    }

    private void send(Map<ServiceName, RawConnection> connections, Request request) {
        RawAnswer answer;
        try {
            answer = connections.get(request.operation().service()).exchange(request);
        } catch (IOException e) {
            throw new UncheckedIOException(request.operation().service() + " is not there", e);
        }
        if (answer.status() == 200 && answer.type().equals("application/json")) {
            try {
                JsonNode json = HotlineClient.json().readTree(answer.body());
                known.see(request.operation(), json);
            } catch (IOException e) {
                // the judge says so
            }
        }
        var finding = judge.judge(request, answer);
        synchronized (this) {
            statuses.merge(answer.status(), 1, Integer::sum);
            finding.ifPresent(one -> findings.computeIfAbsent(one.group(), group -> new ArrayList<>())
                    .add(one));
        }
    }

    private Map<ServiceName, RawConnection> connections() {
        Map<ServiceName, RawConnection> connections = new EnumMap<>(ServiceName.class);
        services.forEach((service, address) -> connections.put(service, new RawConnection(address, SILENT_MILLIS)));
        return connections;
    }

    private static void close(Map<ServiceName, RawConnection> connections) {
        for (RawConnection connection : connections.values()) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
