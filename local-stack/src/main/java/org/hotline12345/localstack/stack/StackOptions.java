package org.hotline12345.localstack.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.embedded.Ports;
import org.hotline12345.localstack.api.HttpTransport;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.api.Transport;
import org.hotline12345.localstack.api.TurnTransport;
import org.hotline12345.localstack.home.ProjectFolder;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;

/**
 * How a stack is run.
 *
 * @param root the project's folder, where the built services lie; another one's to run and measure what was built there
 * @param ports a port for every part that the stack has, on 127.0.0.1
 * @param further a port for each further instance of services and desks
 * @param kafkaControllerPort Kafka's port for itself
 * @param quickStart whether virtual machines only compile quickly: they start sooner and stay slower;
 *     right for minutes, wrong for days
 * @param serviceHeap maximum heap of each service, as the JVM writes it
 * @param environment further environment for the services: any setting, written as an environment variable
 * @param database further settings of PostgreSQL
 * @param scratch whether the folder is its owner's for a while only: then nobody is told that the data is kept
 */
public record StackOptions(
        Path root,
        Map<Part, Integer> ports,
        Map<Instance, Integer> further,
        int kafkaControllerPort,
        boolean quickStart,
        String serviceHeap,
        Map<String, String> environment,
        Map<String, String> database,
        boolean scratch) {
    private static final int DEFAULT_CONTROLLER_PORT = 19093;
    private static final int LAST_PORT = 65_535;
    private static final int PORTS_APART = 10;
    /** Of one instance of each service. */
    private static final int CONNECTIONS = 68;

    private static final int OTHER_CONNECTIONS = 50;

    public StackOptions {
        ports = new EnumMap<>(ports);
        further = Map.copyOf(further);
        environment = Map.copyOf(environment);
        database = Map.copyOf(database);
    }

    /** The default ports; environment variables {@code HOTLINE_<PART>_PORT} change them. */
    public static StackOptions defaults() {
        var ports = new EnumMap<Part, Integer>(Part.class);
        for (Part part : Part.values()) {
            if (part != Part.DESK) {
                ports.put(part, usualPort(part));
            }
        }
        String heap = System.getenv().getOrDefault("HOTLINE_SERVICE_HEAP", "384m");
        return new StackOptions(
                ProjectFolder.find(),
                ports,
                Map.of(),
                fromEnvironment("HOTLINE_KAFKA_CONTROLLER_PORT", DEFAULT_CONTROLLER_PORT),
                false,
                heap,
                Map.of(),
                Map.of(),
                false);
    }

    private static int usualPort(Part part) {
        return fromEnvironment("HOTLINE_" + part.name() + "_PORT", part.defaultPort());
    }

    /** With the desks, for people's browsers. */
    public StackOptions withDesk() {
        return withPort(Part.DESK, usualPort(Part.DESK));
    }

    /** The parts that the stack has, in the order in which they start. */
    public Set<Part> parts() {
        return Collections.unmodifiableSet(ports.keySet());
    }

    /** All ports free ones, so that several stacks can run at once. */
    public StackOptions withFreePorts() {
        var free = new EnumMap<Part, Integer>(Part.class);
        for (Part part : parts()) {
            free.put(part, Ports.free());
        }
        return new StackOptions(
                        root, free, further, Ports.free(), quickStart, serviceHeap, environment, database, scratch)
                .withFreeFurther();
    }

    /** Free ports for the further instances. */
    StackOptions withFreeFurther() {
        Map<Instance, Integer> free = new HashMap<>();
        further.keySet().forEach(instance -> free.put(instance, Ports.free()));
        return withFurther(free);
    }

    /** Another port for one part. */
    public StackOptions withPort(Part part, int port) {
        checkRange("--" + part.code() + "-port", port);
        var changed = new EnumMap<>(ports);
        changed.put(part, port);
        return new StackOptions(
                root, changed, further, kafkaControllerPort, quickStart, serviceHeap, environment, database, scratch);
    }

    /**
     * So many of each service, and of the desks where they are: a second one {@value #PORTS_APART} ports after the first and so on.
     *
     * @param count from 1 to {@value Instance#MOST}
     */
    public StackOptions withInstances(int count) {
        Map<Instance, Integer> more = new HashMap<>();
        for (Part part : parts()) {
            for (int number = 2; part.program() && number <= count; number++) {
                more.put(new Instance(part, number), port(part) + PORTS_APART * (number - 1));
            }
        }
        return withFurther(more)
                .withDatabase(Map.of(
                        "max_connections", Integer.toString(Math.max(200, CONNECTIONS * count + OTHER_CONNECTIONS))));
    }

    /** With these further instances at these ports. */
    StackOptions withFurther(Map<Instance, Integer> more) {
        return new StackOptions(
                root, ports, more, kafkaControllerPort, quickStart, serviceHeap, environment, database, scratch);
    }

    /** For a demonstration or a test. */
    public StackOptions withQuickStart() {
        return new StackOptions(
                root, ports, further, kafkaControllerPort, true, serviceHeap, environment, database, scratch);
    }

    /** One more setting for all services, in which {@code {home}} stands for the folder and {@code {instance}} for the process. */
    public StackOptions withEnvironment(String name, String value) {
        var more = new HashMap<>(environment);
        more.put(name, value);
        return new StackOptions(
                root, ports, further, kafkaControllerPort, quickStart, serviceHeap, more, database, scratch);
    }

    /** The further settings of one process of a stack in this folder. */
    public Map<String, String> environmentOf(Instance instance, Path home) {
        Map<String, String> own = new HashMap<>(environment);
        own.replaceAll(
                (name, value) -> value.replace("{home}", home.toString()).replace("{instance}", instance.code()));
        return own;
    }

    /** The services as they were built in another folder of the project. */
    public StackOptions withServicesOf(Path project) {
        return new StackOptions(
                project, ports, further, kafkaControllerPort, quickStart, serviceHeap, environment, database, scratch);
    }

    /** Further settings of PostgreSQL. */
    public StackOptions withDatabase(Map<String, String> settings) {
        var more = new HashMap<>(database);
        more.putAll(settings);
        return new StackOptions(
                root, ports, further, kafkaControllerPort, quickStart, serviceHeap, environment, more, scratch);
    }

    /** On a folder that goes with it. */
    public StackOptions withScratchFolder() {
        return new StackOptions(
                root, ports, further, kafkaControllerPort, quickStart, serviceHeap, environment, database, true);
    }

    /** The port of a part, or of the first of its instances. */
    public int port(Part part) {
        return ports.get(part);
    }

    /** The port of a process. */
    public int port(Instance instance) {
        return instance.number() == 1 ? port(instance.part()) : further.get(instance);
    }

    /** All processes, in the order in which they start. */
    public List<Instance> instances() {
        return parts().stream().flatMap(part -> instances(part).stream()).toList();
    }

    /** Those of one part, the first one first. */
    public List<Instance> instances(Part part) {
        return Stream.concat(
                        Stream.of(Instance.first(part)),
                        further.keySet().stream()
                                .filter(instance -> instance.part() == part)
                                .sorted(Comparator.comparing(Instance::number)))
                .toList();
    }

    /** Where the four services answer. */
    public Map<ServiceName, URI> addresses() {
        var addresses = new EnumMap<ServiceName, URI>(ServiceName.class);
        Part.services().forEach(part -> addresses.put(ServiceName.valueOf(part.name()), URI.create(url(part))));
        return addresses;
    }

    /** HTTP to the services on so many connections to each instance; where there are several, they take turns. */
    public Transport transport(int connections) {
        Transport http = new HttpTransport(connections);
        if (further.isEmpty()) {
            return http;
        }
        return new TurnTransport(
                http,
                Part.services().stream()
                        .collect(Collectors.toMap(
                                service -> URI.create(url(service)),
                                service -> instances(service).stream()
                                        .map(instance -> URI.create(url(instance)))
                                        .toList())));
    }

    /** Where a process listens, for people: a service's base URL, else host and port. */
    public String address(Instance instance) {
        return instance.part().program() ? url(instance) : "127.0.0.1:" + port(instance);
    }

    /** Base URL of a service, or of the first of its instances. */
    public String url(Part service) {
        return url(Instance.first(service));
    }

    /** Base URL of an instance. */
    public String url(Instance instance) {
        return "http://127.0.0.1:" + port(instance);
    }

    /** The program of a service, as the build leaves it. */
    Path program(Part service) {
        return root.resolve(service.code() + "-service/target/quarkus-app/quarkus-run.jar");
    }

    /** Host and port of Kafka. */
    public String kafkaBootstrap() {
        return "127.0.0.1:" + port(Part.KAFKA);
    }

    /** Refuses ports on which something listens already, and names them all. */
    void checkPorts() {
        List<String> busy = new ArrayList<>();
        for (Instance instance : instances()) {
            if (Ports.busy(port(instance))) {
                busy.add(Words.get()
                        .say(
                                "port.busy.one",
                                port(instance),
                                instance.title(),
                                instance.part().code()));
            }
        }
        if (Ports.busy(kafkaControllerPort)) {
            busy.add(Words.get().say("port.busy.controller", kafkaControllerPort));
        }
        if (!busy.isEmpty()) {
            throw Problem.of("port.busy", String.join("\n", busy));
        }
    }

    private static void checkRange(String name, int port) {
        if (port < 1 || port > LAST_PORT) {
            throw Problem.usage("port.range", name, port, LAST_PORT);
        }
    }

    private static int fromEnvironment(String name, int otherwise) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value.trim());
            checkRange(name, port);
            return port;
        } catch (NumberFormatException e) {
            throw Problem.usage("port.not.number", name, value);
        }
    }
}
