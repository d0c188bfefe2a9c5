package org.radiologygpt.model.tensorrt.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, in hexadecimal digits. */
final class FileDigest {
    private static final int CHUNK = 1 << 20;

    private FileDigest() {}

    /** Of bytes that come one after the other. */
    static final class Running {
        private final MessageDigest digest = sha256();

        void add(ByteBuffer bytes) {
            digest.update(bytes);
        }

        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    static String of(Path file) throws IOException {
        Running digest = new Running();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.add(ByteBuffer.wrap(chunk, 0, read));
            }
        }
        return digest.hex();
    }

    static String of(String text) {
        Running digest = new Running();
        digest.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return digest.hex();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
