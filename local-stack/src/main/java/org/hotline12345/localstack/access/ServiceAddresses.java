package org.hotline12345.localstack.access;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.stack.Part;

/**
 * Where the four services of an installation answer. The same paths stand on each of them, so that one address is not enough: it is
 * a host on which they have their usual ports, a pattern with {@code {service}} in it, or one address for each, {@code intake=URL}.
 */
final class ServiceAddresses {
    private static final String NAME = "{service}";
    private static final Pattern OF_ONE = Pattern.compile("(intake|dispatch|followup|assessment)=(.+)");

    private ServiceAddresses() {}

    /** The addresses that these values of {@code --url} name. */
    static Map<ServiceName, URI> of(List<String> given) {
        Map<ServiceName, URI> addresses = new EnumMap<>(ServiceName.class);
        for (String value : given) {
            Matcher one = OF_ONE.matcher(value);
            if (one.matches()) {
                addresses.put(ServiceName.valueOf(one.group(1).toUpperCase(Locale.ROOT)), address(one.group(2)));
            } else {
                for (ServiceName service : ServiceName.values()) {
                    addresses.put(service, inAll(value, service));
                }
            }
        }
        if (addresses.size() < ServiceName.values().length) {
            throw Problem.usage("url.services", String.join(" ", given));
        }
        return addresses;
    }

    private static URI inAll(String value, ServiceName service) {
        if (value.contains(NAME)) {
            return address(value.replace(NAME, service.name().toLowerCase(Locale.ROOT)));
        }
        URI host = address(value);
        if (host.getPort() >= 0 || !host.getPath().isEmpty()) {
            throw Problem.usage("url.services", value);
        }
        return URI.create(host + ":" + Part.valueOf(service.name()).defaultPort());
    }

    private static URI address(String text) {
        URI address;
        try {
            address = URI.create(text.replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw Problem.usage("url.invalid", text);
        }
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getRawQuery() != null) {
            throw Problem.usage("url.invalid", text);
        }
        return address;
    }
}
