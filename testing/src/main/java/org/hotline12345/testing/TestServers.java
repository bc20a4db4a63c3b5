package org.hotline12345.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.hotline12345.embedded.BuildServers;
import org.hotline12345.embedded.PostgresServer;

/**
 * Gives a service under test real PostgreSQL and real Kafka: {@code @WithTestResource(TestServers.class)}. The servers
 * are started once per build (the Maven process, or the IDE); every start of an application gets a database of its own,
 * and finds Kafka without topics and consumer groups. Topics have fixed names, so a module has its servers for itself: the second of two
 * that test at the same time gets a pair of its own.
 */
public final class TestServers implements QuarkusTestResourceLifecycleManager {
    /** System property: the JWKS file that the services under test believe. */
    public static final String JWKS_PROPERTY = "hotline.test.jwks";

    /** System property: host and port of Kafka. */
    public static final String KAFKA_PROPERTY = "hotline.test.kafka";

    /** System property: JDBC URL of the database of the running application. */
    public static final String JDBC_PROPERTY = "hotline.test.jdbc";

    /** System property: number of the servers that this JVM has taken. */
    private static final String TAKEN = "hotline.test.servers";

    @Override
    public Map<String, String> start() {
        var servers = servers();
        String database = createDatabase(servers);
        emptyKafka(servers.bootstrap());
        Path jwks = TestKeys.jwks(servers.folder());
        String hostAndPort = "127.0.0.1:" + servers.postgresPort();
        String jdbc = "jdbc:postgresql://" + hostAndPort + "/" + database;
        System.setProperty(JWKS_PROPERTY, jwks.toString());
        System.setProperty(KAFKA_PROPERTY, servers.bootstrap());
        System.setProperty(JDBC_PROPERTY, jdbc);

        Map<String, String> config = new HashMap<>();
        config.put("HOTLINE_DB_HOST", "127.0.0.1");
        config.put("HOTLINE_DB_PORT", Integer.toString(servers.postgresPort()));
        config.put("HOTLINE_DB_NAME", database);
        config.put("HOTLINE_DB_USER", PostgresServer.SUPERUSER);
        config.put("HOTLINE_DB_PASSWORD", "not-asked-for");
        config.put("HOTLINE_JWKS_LOCATION", jwks.toUri().toString());
        config.put("HOTLINE_ISSUER", TestTokens.ISSUER);
        config.put("KAFKA_BOOTSTRAP_SERVERS", servers.bootstrap());
        config.put("kafka.bootstrap.servers", servers.bootstrap());
        config.put("quarkus.datasource.jdbc.url", jdbc);
        config.put("quarkus.datasource.reactive.url", "postgresql://" + hostAndPort + "/" + database);
        config.put("quarkus.datasource.username", PostgresServer.SUPERUSER);
        config.put("quarkus.datasource.password", "not-asked-for");
        config.put("mp.jwt.verify.publickey.location", jwks.toUri().toString());
        config.put("mp.jwt.verify.issuer", TestTokens.ISSUER);
        config.put("mp.jwt.verify.audiences", TestTokens.AUDIENCE);
        config.put("quarkus.http.test-port", "0");
        // a test waits for each event that it puts in: none gathers with others
        config.put("mp.messaging.incoming.case-events.fetch.max.wait.ms", "10");
        config.put("mp.messaging.incoming.office-events.fetch.max.wait.ms", "10");
        return config;
    }

    @Override
    public void stop() {
        // the keeper process ends the servers with the build
    }

    /** The servers of this module, started if need be; for a test that kills one of them. */
    public static synchronized BuildServers.Running servers() {
        Path target = ProjectRoot.find().resolve("target");
        long build = buildProcess();
        Integer taken = Integer.getInteger(TAKEN);
        if (taken != null) {
            return BuildServers.of(target, build, taken);
        }
        for (int number = 0; ; number++) {
            BuildServers.Running servers = BuildServers.of(target, build, number);
            if (take(servers.folder())) {
                System.setProperty(TAKEN, Integer.toString(number));
                return servers;
            }
        }
    }

    /**
     * The process whose end ends the servers: Maven, which started this JVM through a shell; under an IDE its own
     * process; else this JVM.
     */
    private static long buildProcess() {
        var parent = ProcessHandle.current().parent();
        while (parent.isPresent()) {
            String command = parent.get().info().command().orElse("");
            if (command.endsWith("/java") || command.contains("idea") || command.contains("eclipse")) {
                return parent.get().pid();
            }
            parent = parent.get().parent();
        }
        return ProcessHandle.current().pid();
    }

    /** The lock is held as long as this JVM lives; false where another module has it. */
    private static boolean take(Path folder) {
        try {
            FileChannel channel = FileChannel.open(
                    folder.resolve("module.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return false;
            }
            // the thread keeps the lock reachable when the class loader of this application is thrown away
            var keeper = new Thread(
                    () -> {
                        while (lock.isValid()) {
                            LockSupport.park(lock);
                        }
                    },
                    "hotline-module-lock");
            keeper.setDaemon(true);
            keeper.start();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take the lock of the test servers", e);
        }
    }

    private static String createDatabase(BuildServers.Running servers) {
        String module = Path.of("").toAbsolutePath().getFileName().toString();
        String name = (module + "_" + UUID.randomUUID().toString().substring(0, 8))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]", "_");
        try (var connection = PostgresServer.connect(servers.postgresPort(), "postgres", null)) {
            PostgresServer.createDatabase(connection, name, null);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the test database " + name, e);
        }
    }

    private static void emptyKafka(String bootstrap) {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (true) {
                try {
                    List<String> groups = admin.listGroups().all().get(20, TimeUnit.SECONDS).stream()
                            .map(GroupListing::groupId)
                            .toList();
                    if (!groups.isEmpty()) {
                        admin.deleteConsumerGroups(groups).all().get(20, TimeUnit.SECONDS);
                    }
                    break;
                } catch (ExecutionException e) {
                    // a consumer of the application before this one may still be leaving its group
                    if (!(e.getCause() instanceof GroupIdNotFoundException) && System.nanoTime() > end) {
                        throw e;
                    }
                    TimeUnit.MILLISECONDS.sleep(200);
                }
            }
            var topics = admin.listTopics().names().get(20, TimeUnit.SECONDS);
            if (!topics.isEmpty()) {
                admin.deleteTopics(topics).all().get(20, TimeUnit.SECONDS);
            }
            // the controller has deleted them; the broker that clients ask hears of it a little later
            while (!admin.listTopics().names().get(20, TimeUnit.SECONDS).isEmpty()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Kafka at " + bootstrap + " keeps its topics");
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot empty Kafka at " + bootstrap, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
