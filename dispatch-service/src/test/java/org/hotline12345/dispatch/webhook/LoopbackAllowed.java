package org.hotline12345.dispatch.webhook;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Lets webhooks go to receivers of this machine, and lets those that fail be given up and disabled while a test waits. */
public class LoopbackAllowed implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "hotline.dispatch.webhooks.allowed-networks", "127.0.0.1/32",
                "hotline.dispatch.webhooks.retry-after", "1s,2s,4s",
                "hotline.dispatch.webhooks.timeout", "1s",
                "hotline.dispatch.webhooks.give-up-after", "9s",
                "hotline.dispatch.webhooks.disable-after", "14s");
    }

    @Override
    public void stop() {}
}
