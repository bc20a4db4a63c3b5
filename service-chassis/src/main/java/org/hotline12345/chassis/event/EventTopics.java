package org.hotline12345.chassis.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.hotline12345.events.Topics;
import org.jboss.logging.Logger;

/**
 * Makes the two topics if they are missing and refuses one that differs: the number of partitions is fixed for ever (it
 * decides where a case's stream lies) and nothing may expire. A Kafka that is down does not keep the service from starting:
 * commands are taken, events wait in the outbox, and the topics are seen to as soon as it is back.
 */
@ApplicationScoped
public class EventTopics {
    /** Partitions of each topic. */
    public static final int PARTITIONS = 12;

    private static final Logger LOG = Logger.getLogger(EventTopics.class);
    private static final long PAUSE = 1_000;

    private final KafkaSettings settings;
    private final Map<String, Object> kafka;
    private final List<String> names;
    private final List<Runnable> whenReady = new ArrayList<>();
    private boolean ready;
    private volatile boolean stopping;
    private volatile String problem = "not looked at yet";
    private Thread retry;

    @Inject
    public EventTopics(KafkaSettings settings, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this(settings, kafka, List.of(Topics.CASE_EVENTS, Topics.OFFICE_EVENTS));
    }

    EventTopics(KafkaSettings settings, Map<String, Object> kafka, List<String> names) {
        this.settings = settings;
        this.kafka = kafka;
        this.names = names;
    }

    /** Whether the topics are there and right. */
    public synchronized boolean ready() {
        return ready;
    }

    /** What keeps the topics from being ready. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Runs the action when the topics are there, now or later. */
    public void whenReady(Runnable action) {
        synchronized (this) {
            if (!ready) {
                whenReady.add(action);
                return;
            }
        }
        action.run();
    }

    void start(@Observes @Priority(5) StartupEvent event) {
        try {
            ensure(settings.startWait().toMillis());
            done();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warnf(
                    "Kafka at %s cannot be reached yet (%s); events wait in the outbox",
                    KafkaConnection.address(kafka), reason(e));
            problem = reason(e);
            retry = new Thread(this::retry, "event-topics");
            retry.setDaemon(true);
            retry.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        if (retry != null) {
            retry.interrupt();
        }
    }

    private void retry() {
        try {
            while (!stopping && !reached()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (WrongTopic e) {
            problem = e.getMessage();
            LOG.error(e.getMessage());
            return;
        }
        if (!stopping) {
            LOG.infof("Kafka at %s is reached", KafkaConnection.address(kafka));
            done();
        }
    }

    private boolean reached() throws InterruptedException {
        try {
            ensure(10_000);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            problem = reason(e);
            return false;
        }
    }

    private void done() {
        List<Runnable> actions;
        synchronized (this) {
            ready = true;
            problem = null;
            actions = List.copyOf(whenReady);
            whenReady.clear();
        }
        actions.forEach(Runnable::run);
    }

    /** A client for questions about topics and groups. */
    public Admin admin(long timeout) {
        var client = KafkaConnection.of(kafka);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(3_000, timeout));
        client.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return Admin.create(client);
    }

    private void ensure(long timeout) throws ExecutionException, TimeoutException, InterruptedException {
        try (Admin admin = admin(timeout)) {
            var present = admin.listTopics().names().get(timeout, TimeUnit.MILLISECONDS);
            for (String name : names) {
                if (!present.contains(name)) {
                    create(admin, name, timeout);
                }
            }
            checkSoon(admin, names, timeout);
        }
    }

    /** A topic just made is not known at once. */
    private static void checkSoon(Admin admin, List<String> names, long timeout)
            throws ExecutionException, TimeoutException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout);
        while (true) {
            try {
                check(admin, names, timeout);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > end) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private void create(Admin admin, String name, long timeout)
            throws ExecutionException, TimeoutException, InterruptedException {
        int nodes = admin.describeCluster()
                .nodes()
                .get(timeout, TimeUnit.MILLISECONDS)
                .size();
        short copies = settings.replication() > 0 ? settings.replication() : (short) Math.min(3, nodes);
        var config = new HashMap<String, String>();
        config.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, copies >= 3 ? "2" : "1");
        if (copies == 1 && settings.flushMessagesOfSingleCopy() > 0) {
            config.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, Long.toString(settings.flushMessagesOfSingleCopy()));
        }
        try {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, copies).configs(config)))
                    .all()
                    .get(timeout, TimeUnit.MILLISECONDS);
            LOG.infof("Topic %s made: %d partitions, %d copies, kept for ever", name, PARTITIONS, copies);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static void check(Admin admin, List<String> names, long timeout)
            throws ExecutionException, TimeoutException, InterruptedException {
        var topics = admin.describeTopics(names).allTopicNames().get(timeout, TimeUnit.MILLISECONDS);
        var resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        var configs = admin.describeConfigs(resources).all().get(timeout, TimeUnit.MILLISECONDS);
        for (String name : names) {
            int partitions = topics.get(name).partitions().size();
            if (partitions != PARTITIONS) {
                throw new WrongTopic("Topic " + name + " has " + partitions + " partitions, not " + PARTITIONS
                        + ": the streams of cases would break. Move its events to a topic made by this suite.");
            }
            var config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name));
            String retention = config.get(TopicConfig.RETENTION_MS_CONFIG).value();
            String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            if (!"-1".equals(retention) || !TopicConfig.CLEANUP_POLICY_DELETE.equals(cleanup)) {
                throw new WrongTopic("Topic " + name + " has retention.ms=" + retention + " and cleanup.policy="
                        + cleanup + ": events would be lost. Set retention.ms=-1 and cleanup.policy=delete.");
            }
        }
    }

    /** A topic that somebody has to mend: no second look makes it right. */
    static final class WrongTopic extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        WrongTopic(String message) {
            super(message);
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
