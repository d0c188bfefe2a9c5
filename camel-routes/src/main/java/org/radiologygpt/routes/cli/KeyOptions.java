package org.radiologygpt.routes.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.deid.DeidKey;
import org.radiologygpt.deid.DeidKeys;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the hospital's secret comes from: a file, or the environment; never the command line. */
final class KeyOptions {
    static final String ENVIRONMENT = "RADIOLOGY_GPT_DEID_KEYS";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = {
                "Secrets of the hospital for surrogates and pseudonyms, one a line: id:secret, or the secret alone; at least"
                        + " 16 bytes. The last is the newest and used for new work: rotate by appending.",
                "Default: environment " + ENVIRONMENT + ", the same."
            })
    private Path keyFile;

    @Option(
            names = "--key-id",
            paramLabel = "ID",
            description = "Uses an older key, to reproduce what was made under it; default: the newest.")
    private String keyId;

    /** The key for this run, where one is given. */
    Optional<DeidKey> key(Map<String, String> environment) {
        Optional<DeidKeys> keys = keyFile != null
                ? Optional.of(keys("--key-file", bytes()))
                : Optional.ofNullable(environment.get(ENVIRONMENT))
                        .map(text -> keys(ENVIRONMENT, text.getBytes(StandardCharsets.UTF_8)));
        return keys.map(this::chosen);
    }

    private DeidKey chosen(DeidKeys keys) {
        if (keyId == null) {
            return keys.newest();
        }
        return keys.named(keyId)
                .orElseThrow(() -> usage("--key-id: no such key; there are " + String.join(", ", keys.ids())));
    }

    private DeidKeys keys(String from, byte[] bytes) {
        try {
            return DeidKeys.of(bytes);
        } catch (IllegalArgumentException e) {
            throw usage(from + ": " + e.getMessage());
        }
    }

    private byte[] bytes() {
        try {
            checkPermissions();
            return Files.readAllBytes(keyFile);
        } catch (IOException e) {
            throw usage("cannot read --key-file " + keyFile);
        }
    }

    /** Who may write it could choose the key; mounted secrets are often readable by others, so that is only said. */
    private void checkPermissions() throws IOException {
        if (!Files.getFileStore(keyFile).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(keyFile);
        if (allowed.contains(PosixFilePermission.GROUP_WRITE) || allowed.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw usage("--key-file " + keyFile + " may be written by others; chmod 600 it");
        }
        if (allowed.contains(PosixFilePermission.OTHERS_READ)) {
            command.commandLine()
                    .getErr()
                    .println("warning: --key-file " + keyFile
                            + " may be read by everybody on this machine; chmod 600 it");
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(command.commandLine(), message);
    }
}
