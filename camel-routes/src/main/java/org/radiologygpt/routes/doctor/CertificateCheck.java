package org.radiologygpt.routes.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.model.tls.TlsContents;
import org.radiologygpt.model.tls.TlsException;
import org.radiologygpt.routes.app.CertificateFiles;

/** Whether the files of a listener or sender can be read, hold what is valid now, and keep the key from others. */
final class CertificateCheck {
    private static final Duration SOON = Duration.ofDays(30);

    private final Clock clock;

    CertificateCheck(Clock clock) {
        this.clock = clock;
    }

    /** Empty where the settings name no file. */
    Optional<Check> check(CertificateFiles files) {
        String subject = "TLS of " + files.room();
        if (files.certificate().isEmpty() && files.authorities().isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<String> problem = problem(files);
            return Optional.of(
                    problem.isPresent() ? Check.broken(subject, problem.get()) : Check.ok(subject, told(files)));
        } catch (TlsException e) {
            return Optional.of(Check.broken(subject, e.getMessage()));
        } catch (IOException e) {
            return Optional.of(Check.broken(
                    subject, "a file's rights cannot be read: " + e.getClass().getSimpleName()));
        }
    }

    private Optional<String> problem(CertificateFiles files) throws IOException {
        if (files.certificate().isPresent()) {
            Path file = files.certificate().get();
            Path key = files.key().orElse(file);
            // A chain is as good as its first certificate to expire.
            Instant end = end(file, files.password(), Comparator.naturalOrder());
            if (end.isBefore(clock.instant())) {
                return Optional.of(file + " expired on " + day(end) + "; renew it");
            }
            if (!Files.isReadable(key)) {
                return Optional.of(key + " cannot be read; see " + files.room() + ".tls-key and the file's owner");
            }
            if (isOpen(key)) {
                return Optional.of(key + " holds a key that everybody may read; run: chmod o-rwx " + key);
            }
        }
        return files.authorities().flatMap(file -> authorities(file, files.password()));
    }

    // Of authorities one that is valid is enough: bundles keep old ones.
    private Optional<String> authorities(Path file, String password) {
        Instant end = end(file, password, Comparator.reverseOrder());
        return end.isBefore(clock.instant())
                ? Optional.of(file + " holds no authority that is valid, the last expired on " + day(end)
                        + "; ask for the new ones")
                : Optional.empty();
    }

    private String told(CertificateFiles files) {
        if (files.certificate().isEmpty()) {
            return files.authorities().orElseThrow().toString();
        }
        Instant end = end(files.certificate().get(), files.password(), Comparator.naturalOrder());
        boolean soon = end.isBefore(clock.instant().plus(SOON));
        return files.certificate().get() + " until " + day(end) + (soon ? "; renew it soon" : "");
    }

    private static Instant end(Path file, String password, Comparator<Instant> order) {
        List<X509Certificate> certificates = TlsContents.certificates(file, password);
        return certificates.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(order)
                .orElse(Instant.EPOCH);
    }

    private static boolean isOpen(Path key) throws IOException {
        return Files.getFileStore(key).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ);
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
