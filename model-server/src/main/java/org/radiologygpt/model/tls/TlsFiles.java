package org.radiologygpt.model.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the certificates of a listener lie.
 *
 * @param certificate PEM with the certificate and those above it, or PKCS12 ({@code .p12}, {@code .pfx}) with the key
 * @param key PEM with the key (PKCS#8, not encrypted); empty where the certificate file holds it
 * @param password of the PKCS12 files; may be empty
 * @param clients PEM or PKCS12 with the authorities whose certificates clients must show; empty where none need be shown
 */
public record TlsFiles(Path certificate, Optional<Path> key, String password, Optional<Path> clients) {
    /** Without the password. */
    @Override
    public String toString() {
        return certificate.toString();
    }
}
