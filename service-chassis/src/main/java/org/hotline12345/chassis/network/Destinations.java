package org.hotline12345.chassis.network;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a service may send on behalf of others: to public addresses by https; to loopback, private and other inner ranges only where the
 * configuration names them, and there by http too. Whoever sends asks again with the address to which the name resolves at that
 * moment and connects to that very address, so that a name cannot be moved inside later.
 */
public final class Destinations {
    // https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry: what is not globally
    // reachable, and ranges that carry an IPv4 address inside
    private static final List<Network> INNER = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(Network::parse)
            .toList();

    private final List<Network> allowed;

    public Destinations(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** The address as it may be registered; null if it may not. Names are not resolved here. */
    public static URI readable(String url) {
        try {
            URI uri = new URI(url == null ? "" : url.strip());
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            boolean plain = uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
            return web && plain && uri.getPort() <= 65535 && uri.getPort() != 0 ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /**
     * Whether this service may connect.
     *
     * @param addresses all to which the name resolves now
     */
    public boolean permits(URI uri, List<InetAddress> addresses) {
        boolean secret = "https".equalsIgnoreCase(uri.getScheme());
        return !addresses.isEmpty()
                && addresses.stream().allMatch(address -> isAllowed(address) || secret && isPublic(address));
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address));
    }

    private static boolean isPublic(InetAddress address) {
        return INNER.stream().noneMatch(network -> network.contains(address));
    }
}
