package org.radiologygpt.routes.mllp;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The two ends of a socket, plain or under TLS, with a bound on each wait. */
final class Link implements ByteSource {
    private final Socket socket;
    private final Watchdog.Watch watch;
    private OutputStream out = OutputStream.nullOutputStream();
    private InputStream in = InputStream.nullInputStream();

    private Link(Socket socket, Watchdog.Watch watch) {
        this.socket = socket;
        this.watch = watch;
    }

    /** A link over an accepted socket; nothing is read or written yet. */
    static Link over(Socket raw, MllpSettings settings, Watchdog watchdog) throws IOException {
        raw.setKeepAlive(true);
        raw.setTcpNoDelay(true);
        if (settings.tls().isEmpty()) {
            return new Link(raw, watchdog.over(raw));
        }
        SSLSocket secure = (SSLSocket)
                settings.tls().get().getSocketFactory().createSocket(raw, InputStream.nullInputStream(), true);
        secure.setUseClientMode(false);
        secure.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secure.setNeedClientAuth(settings.clientCertificates());
        return new Link(secure, watchdog.over(raw));
    }

    /** A link to a receiver; nothing is read or written yet. */
    static Link to(MllpTarget target, Watchdog watchdog) throws IOException {
        Socket raw = new Socket();
        try {
            raw.setKeepAlive(true);
            raw.setTcpNoDelay(true);
            raw.connect(
                    new InetSocketAddress(target.host(), target.port()),
                    Math.toIntExact(target.connectTimeout().toMillis()));
            Socket end =
                    target.tls().isEmpty() ? raw : secured(target, target.tls().get(), raw);
            return new Link(end, watchdog.over(raw));
        } catch (IOException e) {
            Watchdog.closeQuietly(raw);
            throw e;
        }
    }

    /** The receiver's certificate must bear the name that we connect to (RFC 2818). */
    private static SSLSocket secured(MllpTarget target, SSLContext tls, Socket raw) throws IOException {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(raw, target.host(), target.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secure.setSSLParameters(parameters);
        return secure;
    }

    /** Shakes hands where the link is under TLS. */
    void open(Duration timeout) throws IOException {
        if (socket instanceof SSLSocket secure) {
            watch.begin(timeout);
            secure.startHandshake();
            watch.end();
        }
        in = socket.getInputStream();
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    @Override
    public int read(byte[] into, long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
        try {
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, millis));
            return in.read(into);
        } catch (SocketTimeoutException e) {
            return TIMED_OUT;
        } catch (IOException e) {
            return BROKEN;
        }
    }

    /** Writes one block; it may wait for {@link #flush} to go out. */
    void write(byte[] message, Duration timeout) throws IOException {
        watch.begin(timeout);
        out.write(BlockReader.START);
        out.write(message);
        out.write(BlockReader.END);
        out.write('\r');
        watch.end();
    }

    /** Sends what was written. */
    void flush(Duration timeout) throws IOException {
        watch.begin(timeout);
        out.flush();
        watch.end();
    }

    /** Whether a write or a handshake took too long, and the link was closed for it. */
    boolean timedOut() {
        return watch.bit();
    }

    /** Tells the other side that nothing more comes; what was written still reaches it. */
    void finish(Duration timeout) {
        try {
            watch.begin(timeout);
            socket.shutdownOutput();
            watch.end();
        } catch (IOException e) {
            close();
        }
    }

    /** At once, whatever call is waiting. */
    void close() {
        watch.close();
    }
}
