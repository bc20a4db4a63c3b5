package org.hotline12345.chassis.rest;

import io.netty.handler.ipfilter.IpFilterRule;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * From where a call comes, for limits: the other end of the connection, or where that is one of {@link HttpSettings#trustedProxies()},
 * the last address it names in {@code X-Forwarded-For}, which is the one it saw itself. Quarkus's own reading of that header leaves a
 * request without an answer when the header is empty.
 */
@ApplicationScoped
public class CallerAddress {
    private static final Logger LOG = Logger.getLogger(CallerAddress.class);

    private final List<String> trusted;
    private volatile Map<String, List<IpFilterRule>> rules = Map.of();

    @Inject
    public CallerAddress(HttpSettings settings) {
        this(settings.trustedProxies().orElse(List.of()));
    }

    CallerAddress(List<String> trusted) {
        this.trusted = trusted;
    }

    /** An address; never null, {@code unknown} where the connection has none. */
    public String of(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        if (peer == null || peer.hostAddress() == null) {
            return "unknown";
        }
        String said = rules.isEmpty() ? null : last(request.headers().getAll("X-Forwarded-For"));
        return said != null && isTrusted(peer.hostAddress()) ? said : peer.hostAddress();
    }

    private boolean isTrusted(String address) {
        var socket = new InetSocketAddress(address, 0);
        return rules.values().stream().flatMap(List::stream).anyMatch(rule -> rule.matches(socket));
    }

    private static String last(List<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        String value = values.get(values.size() - 1);
        String last = value.substring(value.lastIndexOf(',') + 1).strip();
        return NetUtil.isValidIpV4Address(last) || NetUtil.isValidIpV6Address(last) ? last : null;
    }

    void start(@Observes StartupEvent started) {
        resolve();
    }

    /** Names are asked for again: behind one may stand another container since, or more of them. */
    @Scheduled(every = "10s", delayed = "10s")
    void resolve() {
        Map<String, List<IpFilterRule>> found = new HashMap<>();
        trusted.forEach(one -> found.put(one, rules(one)));
        rules = found;
    }

    /** While nobody knows a name, its addresses are those of before. */
    private List<IpFilterRule> rules(String one) {
        int slash = one.indexOf('/');
        if (slash >= 0) {
            return List.of(rule(one.substring(0, slash), Integer.parseInt(one.substring(slash + 1))));
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(one))
                    .map(address -> rule(address.getHostAddress(), address.getAddress().length * Byte.SIZE))
                    .toList();
        } catch (UnknownHostException e) {
            LOG.debugf("No address of the trusted proxy %s", one);
            return rules.getOrDefault(one, List.of());
        }
    }

    private static IpFilterRule rule(String address, int bits) {
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }
}
