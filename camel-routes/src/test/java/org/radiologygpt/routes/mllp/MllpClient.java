package org.radiologygpt.routes.mllp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A sender: writes bytes as a test wants them and reads acknowledgements. */
public final class MllpClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    public MllpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(60_000);
    }

    public static MllpClient connect(int port) throws IOException {
        return new MllpClient(new Socket("127.0.0.1", port));
    }

    /** An ORU^R01 of this accession; further fields of the header follow MSH-12. */
    public static String oru(String accession, String headerFrom11) {
        return String.format(Locale.ROOT, """
                MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|M-%1$s|%2$s
                PID|1||Q%1$s^^^NORTH^MR||Sample^Sam||19610412|M
                OBR|1|P%1$s|%1$s|CXR^CHEST^L|||20260301110000|||||||||||||||20260301115500||RAD|P
                OBX|1|TX|CXR^CHEST^L||FINDINGS: The lungs are clear. The heart is of normal size.||||||P
                """, accession, headerFrom11).replace('\n', '\r');
    }

    public static String oru(String accession) {
        return oru(accession, "P|2.5.1");
    }

    public static byte[] framed(String... messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String message : messages) {
            out.write(0x0b);
            out.writeBytes(message.getBytes(StandardCharsets.UTF_8));
            out.write(0x1c);
            out.write('\r');
        }
        return out.toByteArray();
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public void send(String... messages) throws IOException {
        write(framed(messages));
    }

    /** The content of the next block, or the empty string where the other side closed. */
    public String answer() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != 0x1c) {
            if (next != 0x0b && !(next == '\r' && out.size() == 0)) {
                out.write(next);
            }
            next = in.read();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** MSA-1 and MSA-2 of the next answer, as {@code AA M-1}, or the empty string where the other side closed. */
    public String ack() throws IOException {
        String answer = answer();
        int msa = answer.indexOf("\rMSA|");
        if (msa < 0) {
            return answer;
        }
        String[] fields = answer.substring(msa + 1).split("[|\r]", -1);
        return fields[1] + " " + fields[2];
    }

    public List<String> acks(int count) throws IOException {
        List<String> acks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            acks.add(ack());
        }
        return acks;
    }

    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
