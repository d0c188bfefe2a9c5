package org.radiologygpt.model.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a file of certificates holds, for those who want to know before it is used. */
public final class TlsContents {
    private TlsContents() {}

    /**
     * All certificates of a PEM or PKCS12 file.
     *
     * @throws TlsException naming the file that cannot be read
     */
    public static List<X509Certificate> certificates(Path file, String password) {
        try {
            List<Certificate> all = ServerTls.isPkcs12(file)
                    ? ServerTls.all(ServerTls.pkcs12(file, password))
                    : PemFile.certificates(file);
            return all.stream()
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new TlsException(file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
