package org.radiologygpt.routes.mllp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.radiologygpt.hl7v2.MessageHeader;

/** A receiver that does with each message what the script says next, and with further ones what it says last. */
public final class ScriptedReceiver implements AutoCloseable {
    private final ServerSocket server;
    private final Deque<Act> script = new ArrayDeque<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();

    /** What the receiver does with a message. */
    @FunctionalInterface
    public interface Act {
        void on(String id, Socket sender) throws IOException;
    }

    public ScriptedReceiver(Act... acts) {
        this(plain(), acts);
    }

    public ScriptedReceiver(ServerSocket server, Act... acts) {
        this.server = server;
        script.addAll(List.of(acts));
        daemon(this::accept);
    }

    private static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Act answers(String code) {
        return answers(code, "");
    }

    /** An acknowledgement with this condition in ERR-3, and words that must go nowhere. */
    public static Act answers(String code, String condition) {
        return (id, sender) -> write(sender, ack(code, id, condition));
    }

    public static Act of(String answer) {
        return (id, sender) -> write(sender, answer);
    }

    public static Act closes() {
        return (id, sender) -> sender.close();
    }

    /** The connection is reset (RST), not ended. */
    public static Act resets() {
        return (id, sender) -> {
            sender.setSoLinger(true, 0);
            sender.close();
        };
    }

    public static Act staysSilent() {
        return (id, sender) -> {};
    }

    public static String ack(String code, String id, String condition) {
        return "MSH|^~\\&|EHR|NORTH|||20260301||ACK^R01|A1|P|2.5.1\rMSA|" + code + "|" + id + "|Jane Roe\r"
                + (condition.isEmpty() ? "" : "ERR|||" + condition + "^Jane Roe|E\r");
    }

    public static void write(Socket sender, String answer) throws IOException {
        sender.getOutputStream().write(MllpClient.framed(answer));
        sender.getOutputStream().flush();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** MSH-10 of what came, in order. */
    public List<String> ids() {
        return ids;
    }

    public List<String> received() {
        return received;
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket sender = server.accept();
                open.add(sender);
                connections.incrementAndGet();
                daemon(() -> serve(sender));
            } catch (IOException e) {
                // The receiver was closed.
            }
        }
    }

    private void serve(Socket sender) {
        try {
            InputStream in = new BufferedInputStream(sender.getInputStream());
            StringBuilder message = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == 0x0b) {
                    message.setLength(0);
                } else if (next == 0x1c) {
                    act(message.toString(), sender);
                } else {
                    message.append((char) next);
                }
            }
        } catch (IOException e) {
            // The sender went away.
        }
    }

    private void act(String message, Socket sender) throws IOException {
        String id = MessageHeader.of(message.getBytes(StandardCharsets.ISO_8859_1))
                .orElseThrow()
                .controlId();
        Act act;
        synchronized (script) {
            act = script.size() > 1 ? script.poll() : script.peek();
        }
        received.add(message);
        ids.add(id);
        act.on(id, sender);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket sender : open) {
                sender.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
