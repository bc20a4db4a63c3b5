package org.hotline12345.localstack.stack;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Listens like a service of the suite and says it is ready; ends at once where {@code STAND_IN_FAILS} says so. */
public final class StandInService {
    private StandInService() {}

    /** No arguments; the environment is that of a service. */
    public static void main(String[] args) throws Exception {
        if (System.getenv("HOTLINE_DB_USER").equals(System.getenv("STAND_IN_FAILS"))) {
            System.err.println("no database of that name");
            System.exit(3);
        }
        var server = HttpServer.create(
                new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("HOTLINE_HTTP_PORT"))), 0);
        server.createContext("/q/health/ready", exchange -> {
            byte[] body = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }
}
