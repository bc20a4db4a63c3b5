package org.hotline12345.bench;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hotline12345.localstack.stack.Stack;

/**
 * What the broker gives without the suite: reading the topic of case events from its beginning, nothing done with it.
 *
 * @param records Records read.
 * @param perSecond Records a second.
 * @param meanBytes Mean size of a value.
 */
record RawTopic(long records, double perSecond, int meanBytes) {
    static RawTopic read(Stack stack, int seconds) {
        try (CaseTopic topic = new CaseTopic(stack, Map.of("fetch.min.bytes", "65536", "fetch.max.wait.ms", "100"))) {
            topic.toBeginning();
            // the first batch starts the clock: it counts as there, not as read in the time
            long first = 0;
            long records = 0;
            long bytes = 0;
            long begun = 0;
            long last = 0;
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            int empty = 0;
            while (System.nanoTime() < end && empty < 5) {
                var batch = topic.poll(200);
                if (batch.isEmpty()) {
                    empty += records == 0 ? 0 : 1;
                    continue;
                }
                if (begun == 0) {
                    begun = System.nanoTime();
                    first = batch.count();
                    continue;
                }
                for (ConsumerRecord<byte[], byte[]> record : batch) {
                    bytes += record.value() == null ? 0 : record.value().length;
                }
                records += batch.count();
                last = System.nanoTime();
            }
            double took = (last - begun) / 1e9;
            return new RawTopic(
                    first + records, records == 0 ? 0 : records / took, records == 0 ? 0 : (int) (bytes / records));
        }
    }
}
