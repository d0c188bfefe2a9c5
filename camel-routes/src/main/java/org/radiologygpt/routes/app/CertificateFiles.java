package org.radiologygpt.routes.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of certificates that the settings of one listener or sender name.
 *
 * @param room first part of the keys, as {@code mllp}
 * @param certificate shown to the other side; empty where it need not be
 * @param key of that certificate; empty where the certificate's file holds it
 * @param authorities of the certificates that the other side shows
 * @param password of PKCS12 files; may be empty
 */
public record CertificateFiles(
        String room, Optional<Path> certificate, Optional<Path> key, Optional<Path> authorities, String password) {
    private static final String CERTIFICATE = ".tls-certificate";
    private static final List<String> AUTHORITIES = List.of(".tls-clients", ".tls-authorities");

    /** Without the password. */
    @Override
    public String toString() {
        return room;
    }

    /**
     * Those of all listeners and senders that are not switched off; whether the files exist is not looked at.
     *
     * @throws ConfigException where a key does not exist or a file of settings cannot be read
     */
    public static List<CertificateFiles> of(Optional<Path> file, Map<String, String> environment, List<String> sets) {
        Settings settings = Settings.load(file, environment, sets);
        List<CertificateFiles> all = new ArrayList<>();
        for (String key : settings.keys()) {
            if (key.endsWith(CERTIFICATE)) {
                String room = key.substring(0, key.length() - CERTIFICATE.length());
                if (isOn(settings, room)) {
                    all.add(files(settings, room));
                }
            }
        }
        return all;
    }

    private static boolean isOn(Settings settings, String room) {
        String key = room + ".enabled";
        return !settings.keys().contains(key) || settings.optional(key).strip().equals("true");
    }

    private static CertificateFiles files(Settings settings, String room) {
        return new CertificateFiles(
                room,
                path(settings, room + CERTIFICATE),
                path(settings, room + ".tls-key"),
                AUTHORITIES.stream()
                        .flatMap(end -> path(settings, room + end).stream())
                        .findFirst(),
                password(settings, room + ".tls-password"));
    }

    private static Optional<Path> path(Settings settings, String key) {
        return settings.keys().contains(key)
                ? Optional.of(settings.optional(key).strip())
                        .filter(value -> !value.isEmpty())
                        .map(Path::of)
                : Optional.empty();
    }

    private static String password(Settings settings, String key) {
        return settings.keys().contains(key + "-file") ? settings.secret(key) : "";
    }
}
