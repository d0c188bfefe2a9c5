package org.radiologygpt.model.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys between the lines BEGIN and END (RFC 7468). */
final class PemFile {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private PemFile() {}

    static List<Certificate> certificates(Path path) {
        List<Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Matcher found = CERTIFICATE.matcher(text(path)); found.find(); ) {
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(decoded(path, found.group(1)))));
            }
        } catch (CertificateException e) {
            throw new TlsException(path + " holds a certificate that cannot be read");
        }
        if (certificates.isEmpty()) {
            throw new TlsException(path + " holds no line BEGIN CERTIFICATE");
        }
        return certificates;
    }

    static PrivateKey key(Path path) {
        Matcher found = KEY.matcher(text(path));
        if (!found.find()) {
            throw new TlsException(path + " holds no line BEGIN PRIVATE KEY; convert other forms with: openssl pkcs8"
                    + " -topk8 -nocrypt -in KEY -out KEY.pem");
        }
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(decoded(path, found.group(1)));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (GeneralSecurityException e) {
                // It is a key of another algorithm: PKCS#8 itself says which, but the JDK does not tell.
            }
        }
        throw new TlsException(path + " holds a key that is none of " + String.join(", ", ALGORITHMS));
    }

    private static byte[] decoded(Path path, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new TlsException(path + " is no PEM file");
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new TlsException(path + " cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
