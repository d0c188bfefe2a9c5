package org.radiologygpt.model.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The SSL context of a listener. */
public final class ServerTls {
    private static final char[] IN_MEMORY = "in-memory".toCharArray();
    private static final byte[] PROBE = {1, 2, 3};

    private ServerTls() {}

    /**
     * Reads the files.
     *
     * @throws TlsException naming the file that cannot be used
     */
    public static SSLContext context(TlsFiles files) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(files), trust(files), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    "the certificates cannot be used: " + e.getClass().getSimpleName());
        }
    }

    /** What is shown to the other side. */
    static KeyManager[] keys(TlsFiles files) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            if (isPkcs12(files.certificate())) {
                keys.init(
                        pkcs12(files.certificate(), files.password()),
                        files.password().toCharArray());
            } else {
                keys.init(pem(files), IN_MEMORY);
            }
            return keys.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new TlsException(files.certificate() + " and its key do not go together: "
                    + e.getClass().getSimpleName());
        }
    }

    private static KeyStore pem(TlsFiles files) throws GeneralSecurityException {
        List<Certificate> chain = PemFile.certificates(files.certificate());
        Path keyFile = files.key().orElse(files.certificate());
        PrivateKey key = PemFile.key(keyFile);
        if (!together(key, chain.get(0).getPublicKey())) {
            throw new TlsException(
                    keyFile + " holds a key that does not belong to the first certificate in " + files.certificate());
        }
        KeyStore store = empty();
        store.setKeyEntry("server", key, IN_MEMORY, chain.toArray(new Certificate[0]));
        return store;
    }

    /** Neither a key store nor a handshake would say so in words that help. */
    private static boolean together(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    /** The authorities of clients; without them no certificate of a client is trusted. */
    private static TrustManager[] trust(TlsFiles files) throws GeneralSecurityException {
        return trust(files.clients(), files.password());
    }

    /** The authorities of a file; without one nobody is trusted. */
    static TrustManager[] trust(Optional<Path> file, String password) throws GeneralSecurityException {
        KeyStore store = empty();
        if (file.isPresent()) {
            Path path = file.get();
            List<Certificate> authorities = isPkcs12(path) ? all(pkcs12(path, password)) : PemFile.certificates(path);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    static List<Certificate> all(KeyStore store) throws GeneralSecurityException {
        List<Certificate> all = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            all.add(store.getCertificate(alias));
        }
        return all;
    }

    static KeyStore pkcs12(Path path, String password) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(path)) {
            store.load(in, password.toCharArray());
            return store;
        } catch (IOException e) {
            throw new TlsException(path + " is no PKCS12 file, or its password is another");
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, IN_MEMORY);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    static boolean isPkcs12(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }
}
