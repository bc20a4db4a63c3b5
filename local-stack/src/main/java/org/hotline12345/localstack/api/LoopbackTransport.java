package org.hotline12345.localstack.api;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * HTTP/1.1 on kept connections by one thread, for loads on the machine that the services share: a tenth of the processor
 * time of the JDK's client. No TLS, no redirects, no compression. Answers complete on the transport's thread, which must
 * not be held up.
 */
public final class LoopbackTransport implements Transport {
    private static final byte[] NO_BODY = new byte[0];

    private final int connectionsPerServer;
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "hotline-loopback");
    private final Queue<Exchange> arriving = new ConcurrentLinkedQueue<>();
    private final Map<URI, Server> servers = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private volatile boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param connectionsPerServer Connections to each server at most; further calls wait in line.
     */
    public LoopbackTransport(int connectionsPerServer) {
        this.connectionsPerServer = connectionsPerServer;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new IllegalStateException("cannot open a selector", e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    private static final class Exchange {
        final Sent sent;
        final CompletableFuture<Received> done = new CompletableFuture<>();
        boolean repeated;

        Exchange(Sent sent) {
            this.sent = sent;
        }
    }

    private static final class Server {
        final InetSocketAddress address;
        final String host;
        final Deque<Exchange> waiting = new ArrayDeque<>();
        final Deque<Connection> idle = new ArrayDeque<>();
        int open;

        Server(URI base) {
            this.address = new InetSocketAddress(base.getHost(), base.getPort());
            this.host = base.getHost() + ":" + base.getPort();
        }
    }

    private final class Connection {
        final Server server;
        final SocketChannel channel;
        final SelectionKey key;
        final AnswerReader reader = new AnswerReader();
        Exchange current;
        ByteBuffer out;
        boolean used;

        Connection(Server server) throws IOException {
            this.server = server;
            this.channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = channel.connect(server.address);
            this.key = channel.register(
                    selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT | SelectionKey.OP_READ, this);
        }

        void begin(Exchange exchange) throws IOException {
            current = exchange;
            out = request(exchange.sent, server.host);
            reader.reset(exchange.sent.method().equals("HEAD"));
            if (channel.isConnected()) {
                write();
            }
        }

        void write() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        void read() throws IOException {
            while (true) {
                buffer.clear();
                int count = channel.read(buffer);
                if (count == 0) {
                    return;
                }
                if (count < 0) {
                    throw new EOFException("the server closed the connection");
                }
                buffer.flip();
                if (current == null) {
                    throw new IOException("the server spoke without being asked");
                }
                if (reader.take(buffer)) {
                    Exchange ended = current;
                    current = null;
                    used = true;
                    Received received = reader.received();
                    if (reader.closes()) {
                        close();
                    } else {
                        server.idle.push(this);
                    }
                    ended.done.complete(received);
                    serve(server);
                    return;
                }
            }
        }

        void fail(IOException failure) {
            close();
            Exchange broken = current;
            current = null;
            if (broken == null) {
                return;
            }
            // an idle connection that the server had closed meanwhile: nothing was begun there
            if (used && !broken.repeated && reader.untouched()) {
                broken.repeated = true;
                server.waiting.addFirst(broken);
            } else {
                broken.done.completeExceptionally(failure);
            }
            serve(server);
        }

        void close() {
            server.open--;
            server.idle.remove(this);
            key.cancel();
            try {
                channel.close();
            } catch (IOException alreadyBroken) {
                // nothing is left to do with it
                return;
            }
        }
    }

    @Override
    public CompletableFuture<Received> send(Sent sent) {
        Exchange exchange = new Exchange(sent);
        arriving.add(exchange);
        if (closed) {
            exchange.done.completeExceptionally(new IOException("closed"));
        } else if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
        return exchange.done;
    }

    private void run() {
        while (!closed) {
            try {
                accept();
                if (arriving.isEmpty()) {
                    selector.select(1_000);
                }
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    handle((Connection) key.attachment(), key);
                }
            } catch (IOException e) {
                failAll(e);
                return;
            }
        }
        failAll(new IOException("closed"));
    }

    private void accept() {
        for (Exchange exchange = arriving.poll(); exchange != null; exchange = arriving.poll()) {
            Server server = servers.computeIfAbsent(exchange.sent.base(), Server::new);
            server.waiting.add(exchange);
            serve(server);
        }
    }

    private void serve(Server server) {
        while (!server.waiting.isEmpty()) {
            Connection connection = server.idle.poll();
            if (connection == null && server.open >= connectionsPerServer) {
                return;
            }
            Exchange exchange = server.waiting.poll();
            try {
                if (connection == null) {
                    server.open++;
                    connection = open(server);
                }
                connection.begin(exchange);
            } catch (IOException e) {
                if (connection != null) {
                    connection.fail(e);
                } else {
                    exchange.done.completeExceptionally(e);
                }
            }
        }
    }

    private Connection open(Server server) throws IOException {
        try {
            return new Connection(server);
        } catch (IOException e) {
            server.open--;
            throw e;
        }
    }

    private static void handle(Connection connection, SelectionKey key) {
        try {
            if (key.isValid() && key.isConnectable()) {
                connection.channel.finishConnect();
                connection.write();
            }
            if (key.isValid() && key.isWritable()) {
                connection.write();
            }
            if (key.isValid() && key.isReadable()) {
                connection.read();
            }
        } catch (IOException e) {
            connection.fail(e);
        }
    }

    private void failAll(IOException why) {
        List<Exchange> open = new ArrayList<>(arriving);
        for (SelectionKey key : selector.keys()) {
            Connection connection = (Connection) key.attachment();
            if (connection.current != null) {
                open.add(connection.current);
                connection.current = null;
            }
            connection.close();
        }
        servers.values().forEach(server -> open.addAll(server.waiting));
        open.forEach(exchange -> exchange.done.completeExceptionally(why));
    }

    private static ByteBuffer request(Sent sent, String host) {
        StringBuilder head = new StringBuilder(512)
                .append(sent.method())
                .append(' ')
                .append(sent.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\n");
        sent.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (sent.body().length > 0 || !sent.method().equals("GET")) {
            head.append("Content-Length: ").append(sent.body().length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(start.length + sent.body().length);
        return out.put(start).put(sent.body()).flip();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            if (Thread.currentThread() != thread) {
                thread.join(5_000);
            }
            selector.close();
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads one answer after the other from the bytes of a connection. */
    static final class AnswerReader {
        private final ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        private final ByteArrayOutputStream content = new ByteArrayOutputStream(512);
        private Map<String, String> headers;
        private int status;
        private long left;
        private boolean chunked;
        private boolean headOnly;
        private int chunkState;
        private StringBuilder chunkLine;

        void reset(boolean withoutBody) {
            head.reset();
            content.reset();
            headers = null;
            headOnly = withoutBody;
            chunkLine = new StringBuilder();
            chunkState = 0;
            left = 0;
        }

        boolean untouched() {
            return headers == null && head.size() == 0;
        }

        /** Takes what has come; true when the answer is whole. */
        boolean take(ByteBuffer in) throws IOException {
            if (headers == null && !takeHead(in)) {
                return false;
            }
            if (chunked) {
                return takeChunks(in);
            }
            int count = (int) Math.min(left, in.remaining());
            copy(in, count);
            left -= count;
            return left == 0;
        }

        private void copy(ByteBuffer in, int count) {
            byte[] bytes = new byte[count];
            in.get(bytes);
            content.write(bytes, 0, count);
        }

        private boolean takeHead(ByteBuffer in) throws IOException {
            while (in.hasRemaining()) {
                byte b = in.get();
                head.write(b);
                if (b == '\n' && endsHead()) {
                    parseHead();
                    return true;
                }
            }
            return false;
        }

        private boolean endsHead() {
            byte[] bytes = head.toByteArray();
            int n = bytes.length;
            return n >= 4 && bytes[n - 2] == '\r' && bytes[n - 3] == '\n' && bytes[n - 4] == '\r';
        }

        private void parseHead() throws IOException {
            String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n");
            String[] first = lines[0].split(" ", 3);
            if (first.length < 2 || !first[0].startsWith("HTTP/1.")) {
                throw new IOException("not an HTTP answer");
            }
            status = Integer.parseInt(first[1]);
            headers = new HashMap<>();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                if (colon > 0) {
                    headers.put(
                            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                            lines[i].substring(colon + 1).trim());
                }
            }
            boolean bodyless = headOnly || status == 204 || status == 304 || status < 200;
            chunked = !bodyless && "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
            left = bodyless || chunked ? 0 : Long.parseLong(headers.getOrDefault("content-length", "0"));
        }

        /** States: 0 in the line with the size, 1 in the data, 2 in the line end after it, 3 in the trailer. */
        private boolean takeChunks(ByteBuffer in) throws IOException {
            while (in.hasRemaining()) {
                if (chunkState == 1) {
                    int count = (int) Math.min(left, in.remaining());
                    copy(in, count);
                    left -= count;
                    if (left == 0) {
                        chunkState = 2;
                    }
                    continue;
                }
                char c = (char) in.get();
                if (c != '\n') {
                    if (c != '\r') {
                        chunkLine.append(c);
                    }
                    continue;
                }
                String line = chunkLine.toString();
                chunkLine.setLength(0);
                if (chunkState == 3) {
                    if (line.isEmpty()) {
                        return true;
                    }
                } else if (chunkState == 2) {
                    chunkState = 0;
                } else {
                    int semicolon = line.indexOf(';');
                    left = Long.parseLong((semicolon < 0 ? line : line.substring(0, semicolon)).trim(), 16);
                    chunkState = left == 0 ? 3 : 1;
                }
            }
            return false;
        }

        boolean closes() {
            return "close".equalsIgnoreCase(headers.get("connection"));
        }

        Received received() {
            return new Received(status, headers, content.size() == 0 ? NO_BODY : content.toByteArray());
        }
    }
}
