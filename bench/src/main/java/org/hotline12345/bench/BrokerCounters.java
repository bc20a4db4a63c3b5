package org.hotline12345.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Kafka's own counters, asked of its virtual machine: flushes of its log, and requests by their kind. */
final class BrokerCounters {
    private static final List<String> REQUESTS =
            List.of("Produce", "FetchConsumer", "OffsetCommit", "AddPartitionsToTxn", "TxnOffsetCommit", "EndTxn");

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
                counters.put("kafka.flushes", sum(beans, "kafka.log:type=LogFlushStats,name=LogFlushRateAndTimeMs"));
                for (String request : REQUESTS) {
                    counters.put(
                            "kafka." + request,
                            sum(
                                    beans,
                                    "kafka.network:type=RequestMetrics,name=RequestsPerSec,request=" + request
                                            + ",version=*"));
                }
            }
        } catch (IOException | AttachNotSupportedException | JMException e) {
            return Map.of();
        }
        return counters;
    }

    private static double sum(MBeanServerConnection beans, String pattern) throws IOException, JMException {
        double sum = 0;
        for (ObjectName name : beans.queryNames(new ObjectName(pattern), null)) {
            sum += ((Number) beans.getAttribute(name, "Count")).doubleValue();
        }
        return sum;
    }
}
