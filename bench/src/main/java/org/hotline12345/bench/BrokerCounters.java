package org.hotline12345.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Kafka's own counters, asked of its virtual machine: flushes of its log, and requests by their kind. */
final class BrokerCounters {
    private static final String FLUSHES = "kafka.log:type=LogFlushStats,name=LogFlushRateAndTimeMs";
    private static final String REQUESTS = "kafka.network:type=RequestMetrics,name=RequestsPerSec,request=*,version=*";
    /** Kafka counts these a second time as Fetch. */
    private static final String PARTS_OF_FETCH = "Fetch.+";

    private BrokerCounters() {}

    /** By name; empty where this machine's Java cannot ask another. */
    static Map<String, Double> of(long pid) {
        Map<String, Double> counters = new TreeMap<>();
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
                MBeanServerConnection beans = connector.getMBeanServerConnection();
                count(beans, FLUSHES, name -> "kafka.flushes", counters);
                count(beans, REQUESTS, name -> "kafka." + name.getKeyProperty("request"), counters);
                counters.keySet().removeIf(name -> name.matches("kafka\\." + PARTS_OF_FETCH));
                counters.put(
                        "kafka.requests",
                        counters.entrySet().stream()
                                .filter(counter -> !counter.getKey().equals("kafka.flushes"))
                                .mapToDouble(Map.Entry::getValue)
                                .sum());
            }
        } catch (IOException | AttachNotSupportedException | JMException e) {
            return Map.of();
        }
        return counters;
    }

    private static void count(
            MBeanServerConnection beans,
            String pattern,
            Function<ObjectName, String> called,
            Map<String, Double> counters)
            throws IOException, JMException {
        for (ObjectName name : beans.queryNames(new ObjectName(pattern), null)) {
            double count = ((Number) beans.getAttribute(name, "Count")).doubleValue();
            counters.merge(called.apply(name), count, Double::sum);
        }
    }
}
