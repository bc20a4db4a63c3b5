package org.hotline12345.desk.proxy;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The instances of a service, where it has several addresses or its name stands for several: they take turns, and those that do not say
 * that they are ready are left out, unless none does. A name that stands for one address is called as it is, and so is one with TLS, whose
 * certificate has a name.
 */
final class Instances {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int PATIENCE_MILLIS = 1_000;

    private final Vertx vertx;
    private final HttpClient http;
    private final List<URI> bases;
    private final Names names;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<URI> ready;

    /** What a name stands for. */
    @FunctionalInterface
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    Instances(Vertx vertx, HttpClient http, List<URI> bases, Names names) {
        this.vertx = vertx;
        this.http = http;
        this.bases = List.copyOf(bases);
        this.names = names;
        this.ready = this.bases;
    }

    /** The base address of the one whose turn it is. */
    URI next() {
        List<URI> now = ready;
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    }

    /** The same as a place to connect to. */
    SocketAddress nextAddress() {
        URI next = next();
        int standard = "https".equals(next.getScheme()) ? HTTPS : HTTP;
        return SocketAddress.inetSocketAddress(next.getPort() < 0 ? standard : next.getPort(), next.getHost());
    }

    /** Looks now which there are; completes when it is known. */
    Future<Void> look() {
        if (!looking.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(this::all, false)
                .compose(all -> all.size() == 1 ? Future.succeededFuture(all) : ready(all))
                .onSuccess(found -> ready = found)
                // a name that nobody knows now: those of before are called, and say what is wrong
                .onComplete(ignored -> looking.set(false))
                .mapEmpty();
    }

    private List<URI> all() throws UnknownHostException, URISyntaxException {
        var all = new ArrayList<URI>();
        for (URI base : bases) {
            all.addAll(behind(base));
        }
        return all;
    }

    private List<URI> behind(URI base) throws UnknownHostException, URISyntaxException {
        InetAddress[] addresses = "https".equals(base.getScheme()) ? new InetAddress[0] : addresses(base.getHost());
        if (addresses.length < 2) {
            return List.of(base);
        }
        var all = new ArrayList<URI>();
        for (String address : Arrays.stream(addresses)
                .map(InetAddress::getHostAddress)
                .sorted()
                .toList()) {
            all.add(new URI(base.getScheme(), null, address, base.getPort(), base.getPath(), null, null));
        }
        return all;
    }

    /** Of several names one that nobody knows stands for itself, and is not ready. */
    private InetAddress[] addresses(String host) throws UnknownHostException {
        try {
            return names.of(host);
        } catch (UnknownHostException unknown) {
            if (bases.size() > 1) {
                return new InetAddress[0];
            }
            throw unknown;
        }
    }

    private Future<List<URI>> ready(List<URI> all) {
        List<Future<Boolean>> asked = all.stream().map(this::isReady).toList();
        CompositeFuture answered = Future.join(new ArrayList<>(asked));
        return answered.map(ignored -> {
            List<URI> good = IntStream.range(0, all.size())
                    .filter(i -> asked.get(i).result())
                    .mapToObj(all::get)
                    .toList();
            return good.isEmpty() ? all : good;
        });
    }

    private Future<Boolean> isReady(URI instance) {
        var call = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(instance.toString().replaceFirst("/$", "") + "/q/health/ready")
                .setConnectTimeout(PATIENCE_MILLIS)
                .setTimeout(PATIENCE_MILLIS);
        return http.request(call)
                .compose(request -> request.send()
                        .compose(response -> response.body().map(ignored -> response.statusCode() == 200)))
                .otherwise(false);
    }
}
