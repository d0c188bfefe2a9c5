package org.radiologygpt.trainer.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.radiologygpt.model.weights.AdapterVersions;

/**
 * What a version is, beside its files.
 *
 * @param digest of base model and adapter together, as stored: what a server in f32 tells
 * @param adapter digest of the adapter's files alone
 * @param decision name of the gate's decision
 * @param approvedBy who signed it off
 * @param approvedAt ISO-8601
 */
public record Version(String digest, String adapter, String decision, String approvedBy, String approvedAt) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = AdapterVersions.RECORD;

    static Version read(Path directory) {
        try {
            return JSON.readValue(Files.readString(directory.resolve(FILE)), Version.class);
        } catch (IOException e) {
            throw new RollOutException("version " + directory.getFileName() + " has no readable " + FILE);
        }
    }

    void write(Path directory) throws IOException {
        Files.writeString(
                directory.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }
}
