package org.radiologygpt.routes.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Certificates for tests, made by the JDK's keytool. */
public final class Certificates {
    public static final String PASSWORD = "secret-of-tests";

    private Certificates() {}

    /** A self-signed certificate for 127.0.0.1 with its key. */
    public static Path pkcs12(Path directory, String name, String algorithm) throws Exception {
        Path store = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                algorithm,
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return store;
    }

    /** The same certificate as PEM. */
    public static Path certificate(Path pkcs12) throws Exception {
        KeyStore store = open(pkcs12);
        Certificate certificate = store.getCertificate(store.aliases().nextElement());
        return pem(pkcs12, ".crt.pem", "CERTIFICATE", certificate.getEncoded());
    }

    /** The same key as PEM. */
    public static Path key(Path pkcs12) throws Exception {
        KeyStore store = open(pkcs12);
        Key key = store.getKey(store.aliases().nextElement(), PASSWORD.toCharArray());
        byte[] encoded = key.getEncoded();
        Path file = pem(pkcs12, ".key.pem", "PRIVATE KEY", encoded);
        Arrays.fill(encoded, (byte) 0);
        return file;
    }

    private static Path pem(Path pkcs12, String ending, String kind, byte[] bytes) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        String text = "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
        return Files.writeString(pkcs12.resolveSibling(pkcs12.getFileName() + ending), text);
    }

    private static KeyStore open(Path pkcs12) throws Exception {
        return KeyStore.getInstance(pkcs12.toFile(), PASSWORD.toCharArray());
    }
}
