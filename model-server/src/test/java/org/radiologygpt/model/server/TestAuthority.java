package org.radiologygpt.model.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** An authority for tests, made by the JDK's keytool, that signs certificates for 127.0.0.1. */
final class TestAuthority {
    private static final String PASSWORD = "secret-of-tests";
    private static final String ROOT = "root";

    private final Path directory;
    private final Path store;

    TestAuthority(Path directory, String name) throws Exception {
        this.directory = directory;
        this.store = directory.resolve(name + ".p12");
        keytool(ROOT, "-dname", "CN=" + name, "-ext", "bc:c");
    }

    /** PEM with the authority's certificate. */
    Path certificate() throws Exception {
        return pem(
                ROOT + store.getFileName(),
                "CERTIFICATE",
                open().getCertificate(ROOT).getEncoded());
    }

    /** PEM with a certificate that it signed. */
    Path certificate(String name) throws Exception {
        if (!open().containsAlias(name)) {
            keytool(name, "-dname", "CN=" + name, "-ext", "san=ip:127.0.0.1", "-signer", ROOT);
        }
        return pem(name, "CERTIFICATE", open().getCertificate(name).getEncoded());
    }

    /** PEM with the key of a certificate that it signed. */
    Path key(String name) throws Exception {
        certificate(name);
        byte[] key = open().getKey(name, PASSWORD.toCharArray()).getEncoded();
        return pem(name + "-key", "PRIVATE KEY", key);
    }

    /** A client that trusts it and shows a certificate of another's, whatever authorities the server names. */
    SSLContext client(TestAuthority signer, String name) throws Exception {
        signer.certificate(name);
        KeyStore store = signer.open();
        Certificate[] chain = store.getCertificateChain(name);
        return context(new Shown(Arrays.copyOf(chain, chain.length, X509Certificate[].class), (PrivateKey)
                store.getKey(name, PASSWORD.toCharArray())));
    }

    /** A client that trusts it and has no certificate. */
    SSLContext client() throws Exception {
        return context(new KeyManager[0]);
    }

    private SSLContext context(KeyManager... keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ROOT, open().getCertificate(ROOT));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private static final class Shown extends X509ExtendedKeyManager {
        private final X509Certificate[] chain;
        private final PrivateKey key;

        Shown(X509Certificate[] chain, PrivateKey key) {
            this.chain = chain;
            this.key = key;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return "own";
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return "own";
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {"own"};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return "";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }

    private KeyStore open() throws Exception {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private void keytool(String alias, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(Arrays.asList(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    private Path pem(String name, String kind, byte[] bytes) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        String text = "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
        return Files.writeString(directory.resolve(name + ".pem"), text);
    }
}
