package org.radiologygpt.routes.mllp;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** The two ends of a socket, plain or under TLS, with a bound on each wait. */
final class Link implements ByteSource {
    private final Socket raw;
    private final Socket socket;
    private final Watchdog watchdog;
    private OutputStream out = OutputStream.nullOutputStream();
    private InputStream in = InputStream.nullInputStream();

    private Link(Socket raw, Socket socket, Watchdog watchdog) {
        this.raw = raw;
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /** A link over an accepted socket; nothing is read or written yet. */
    static Link over(Socket raw, MllpSettings settings, Watchdog watchdog) throws IOException {
        raw.setKeepAlive(true);
        raw.setTcpNoDelay(true);
        if (settings.tls().isEmpty()) {
            return new Link(raw, raw, watchdog);
        }
        SSLSocket secure = (SSLSocket)
                settings.tls().get().getSocketFactory().createSocket(raw, InputStream.nullInputStream(), true);
        secure.setUseClientMode(false);
        secure.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secure.setNeedClientAuth(settings.clientCertificates());
        return new Link(raw, secure, watchdog);
    }

    /** Shakes hands where the link is under TLS. */
    void open(Duration timeout) throws IOException {
        if (socket instanceof SSLSocket secure) {
            try (Watchdog.Watch watch = watchdog.over(raw, timeout)) {
                secure.startHandshake();
            }
        }
        in = socket.getInputStream();
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    @Override
    public int read(byte[] into, long nanos) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, millis));
        try {
            return in.read(into);
        } catch (SocketTimeoutException e) {
            return TIMED_OUT;
        }
    }

    /** Writes one block; false where it was not taken in time, and then the link is closed. */
    boolean write(byte[] message, Duration timeout) throws IOException {
        Watchdog.Watch watch = watchdog.over(raw, timeout);
        try (watch) {
            out.write(BlockReader.START);
            out.write(message);
            out.write(BlockReader.END);
            out.write('\r');
            out.flush();
            return true;
        } catch (IOException e) {
            if (watch.bit()) {
                return false;
            }
            throw e;
        }
    }

    /** Tells the other side that nothing more comes; what was written still reaches it. */
    void finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            close();
        }
    }

    /** At once, whatever call is waiting. */
    void close() {
        Watchdog.closeQuietly(raw);
    }
}
