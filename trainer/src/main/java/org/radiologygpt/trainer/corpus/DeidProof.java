package org.radiologygpt.trainer.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Says of one file of pairs, byte by byte, why no identifier of a patient is in it; lies beside it as
 * {@code FILE.proof.json}. It keeps people from training on a wrong file by mistake, not from forging: who may write the
 * folder may write a proof.
 *
 * @param sha256 of the file, in hexadecimal
 * @param pairs lines of the file
 * @param origin whose reports they are
 */
public record DeidProof(String sha256, long pairs, Origin origin) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Why a file is taken to be clean. */
    public enum Origin {
        /** Every text was looked at again, in the finished file, by the finders and by the last look for leaks. */
        CHECKED("checked"),
        /** Made by {@code synthesize}: there is no patient. */
        SYNTHETIC("synthetic");

        private final String code;

        Origin(String code) {
            this.code = code;
        }
    }

    /** Where the proof of a file lies. */
    public static Path beside(Path data) {
        return data.resolveSibling(data.getFileName() + ".proof.json");
    }

    /** The proof of a finished file. */
    public static DeidProof of(Path finished, long pairs, Origin origin) throws IOException {
        return new DeidProof(digest(finished), pairs, origin);
    }

    /** Writes it beside the file that it is about. */
    public void write(Path data) throws IOException {
        try (OwnersFile proof = OwnersFile.create(beside(data))) {
            Files.writeString(proof.partial(), json());
            proof.commit();
        }
    }

    /**
     * Checks that a file has a proof and is the file that it is about, and gives that proof.
     *
     * @throws CorpusException where it has none, or was changed since
     */
    public static DeidProof require(Path data) throws IOException {
        if (!Files.exists(data)) {
            throw new NoSuchFileException(data.toString());
        }
        Path proof = beside(data);
        if (!Files.exists(proof)) {
            throw new CorpusException(data.getFileName() + " has no proof of de-identification (" + proof.getFileName()
                    + "): make it by corpus from reports, or by synthesize");
        }
        DeidProof read = read(proof);
        if (!read.sha256().equals(digest(data))) {
            throw new CorpusException(data.getFileName() + " is not the file that " + proof.getFileName()
                    + " is about: it was changed after its de-identification was checked; make it again by corpus");
        }
        return read;
    }

    private static DeidProof read(Path proof) throws IOException {
        try {
            JsonNode json = JSON.readTree(proof.toFile());
            if (json.path("result").asText().equals("clean")) {
                return new DeidProof(
                        json.path("sha256").asText(), json.path("pairs").asLong(), origin(json));
            }
        } catch (JsonProcessingException e) {
            // The library's message would quote the file; what to do is the same as for a proof without a result.
        }
        throw new CorpusException(
                proof.getFileName() + " is no proof of de-identification: make the data again by corpus");
    }

    /** Proofs of other releases that do not say it were of checked files. */
    private static Origin origin(JsonNode json) {
        String code = json.path("origin").asText();
        return code.equals(Origin.SYNTHETIC.code) ? Origin.SYNTHETIC : Origin.CHECKED;
    }

    /** What stands in the proof's file. */
    public String json() {
        return JSON.createObjectNode()
                        .put("result", "clean")
                        .put("origin", origin.code)
                        .put("pairs", pairs)
                        .put("sha256", sha256)
                        .toPrettyString()
                + "\n";
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = freshDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest freshDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256");
        }
    }
}
