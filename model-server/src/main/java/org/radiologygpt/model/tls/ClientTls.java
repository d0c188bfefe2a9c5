package org.radiologygpt.model.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The SSL context of a sender. */
public final class ClientTls {
    private ClientTls() {}

    /**
     * Reads the files.
     *
     * @param own certificate and key to show; empty where none is asked for
     * @param authorities PEM or PKCS12 with those whose certificates a receiver may show; empty for those the JDK trusts
     * @param password of a PKCS12 file of authorities; may be empty
     * @throws TlsException naming the file that cannot be used
     */
    public static SSLContext context(Optional<TlsFiles> own, Optional<Path> authorities, String password) {
        try {
            KeyManager[] keys = own.map(ServerTls::keys).orElse(new KeyManager[0]);
            // Null is how the JDK is told to use its own authorities.
            TrustManager[] trust = authorities.isPresent() ? ServerTls.trust(authorities, password) : null;
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    "the certificates cannot be used: " + e.getClass().getSimpleName());
        }
    }
}
