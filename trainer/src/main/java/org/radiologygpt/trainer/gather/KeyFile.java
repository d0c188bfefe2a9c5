package org.radiologygpt.trainer.gather;

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
import org.radiologygpt.trainer.corpus.CorpusException;

/** The hospital's secret for pseudonyms, from a file or the environment; the newest of several. */
public final class KeyFile {
    /** The same variable as for {@code deidentify}. */
    public static final String ENVIRONMENT = "RADIOLOGY_GPT_DEID_KEYS";

    private KeyFile() {}

    /**
     * The key, where one is given.
     *
     * @throws CorpusException where the file cannot be read, is open to others' writing, or holds no key
     */
    public static Optional<DeidKey> key(Optional<Path> file, Map<String, String> environment) {
        if (file.isPresent()) {
            return Optional.of(newest("--key-file", bytes(file.get())));
        }
        return Optional.ofNullable(environment.get(ENVIRONMENT))
                .map(text -> newest(ENVIRONMENT, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws CorpusException where there is none */
    static DeidKey required(Optional<DeidKey> key) {
        return key.orElseThrow(() ->
                new CorpusException("reports get pseudonyms: give the hospital's key by --key-file or " + ENVIRONMENT));
    }

    private static DeidKey newest(String from, byte[] keys) {
        try {
            return DeidKeys.of(keys).newest();
        } catch (IllegalArgumentException e) {
            throw new CorpusException(from + ": " + e.getMessage());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (mayBeWrittenByOthers(file)) {
                throw new CorpusException("--key-file " + file + " may be written by others; chmod 600 it");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CorpusException("cannot read --key-file " + file);
        }
    }

    /** Who may write it could choose the key. */
    private static boolean mayBeWrittenByOthers(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return false;
        }
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
        return allowed.contains(PosixFilePermission.GROUP_WRITE) || allowed.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
