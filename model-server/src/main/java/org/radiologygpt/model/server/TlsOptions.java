package org.radiologygpt.model.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.model.tls.TlsFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which {@code serve} gets its certificates. */
final class TlsOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "PEM file with the server's certificate and those above it: connections are TLS then.")
    private Optional<Path> certificate = Optional.empty();

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "PEM file with its key, PKCS#8, not encrypted (default: the file of --tls-cert holds it).")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--tls-client-ca",
            paramLabel = "FILE",
            description = "PEM file with the authorities of clients: paths under /v1 are then for clients with a"
                    + " certificate of theirs only; /health and /metrics need none.")
    private Optional<Path> clients = Optional.empty();

    /**
     * What was asked for.
     *
     * @throws ParameterException where the options do not go together, or others may write the key
     */
    Optional<TlsFiles> files() {
        if (certificate.isEmpty() && (key.isPresent() || clients.isPresent())) {
            throw new ParameterException(command.commandLine(), "--tls-key and --tls-client-ca need --tls-cert");
        }
        certificate.map(file -> key.orElse(file)).ifPresent(this::checkPermissions);
        return certificate.map(file -> new TlsFiles(file, key, "", clients));
    }

    /** Who may write it could choose the key; mounted secrets are often readable by others, so that is only said. */
    private void checkPermissions(Path file) {
        Set<PosixFilePermission> allowed = permissions(file);
        if (allowed.contains(PosixFilePermission.GROUP_WRITE) || allowed.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new ParameterException(
                    command.commandLine(), "the TLS key " + file + " may be written by others; chmod 600 it");
        }
        if (allowed.contains(PosixFilePermission.OTHERS_READ)) {
            PrintWriter err = command.commandLine().getErr();
            err.println("warning: the TLS key " + file + " may be read by everybody on this machine; chmod 600 it");
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (IOException | UnsupportedOperationException e) {
            // It is no file, which is told when it is read; or the system has no such permissions.
            return Set.of();
        }
    }
}
