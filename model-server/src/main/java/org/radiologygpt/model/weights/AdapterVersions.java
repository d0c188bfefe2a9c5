package org.radiologygpt.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The layout of a directory that keeps the versions of one adapter: {@code versions/N} for each, and the file
 * {@code current} with the number of the one in use, replaced as a whole. {@code pending/ID} holds what nobody signed off.
 */
public final class AdapterVersions {
    /** The file of a version that says what was signed off. */
    public static final String RECORD = "version.json";

    private static final String POINTER = "current";
    private static final String PENDING = "pending";
    private static final ObjectMapper JSON = new ObjectMapper();

    private AdapterVersions() {}

    /** The file that names the version in use. */
    public static Path pointer(Path directory) {
        return directory.resolve(POINTER);
    }

    /** The directory of one version. */
    public static Path version(Path directory, int number) {
        return directory.resolve("versions").resolve(Integer.toString(number));
    }

    /** Where one waits that nobody signed off yet. */
    public static Path pending(Path directory, String id) {
        return directory.resolve(PENDING).resolve(id);
    }

    /** Whether an adapter directory lies where those wait that nobody signed off. */
    public static boolean waits(Path adapter) {
        Path parent = adapter.getParent();
        return parent != null && parent.endsWith(PENDING);
    }

    /**
     * The digest that a version's record asks for, base model and adapter together as stored; none where there is no record.
     *
     * @throws ModelFormatException where it cannot be read
     */
    public static Optional<String> digest(Path version) {
        Path file = version.resolve(RECORD);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode digest = JSON.readTree(Files.readString(file)).path("digest");
            return Optional.of(digest).filter(JsonNode::isTextual).map(JsonNode::asText);
        } catch (IOException e) {
            throw new ModelFormatException(
                    RECORD + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    /**
     * The version in use, or the directory itself where it keeps none.
     *
     * @throws ModelFormatException where {@code current} names no version
     */
    public static Path current(Path directory) {
        Path pointer = pointer(directory);
        if (!Files.isRegularFile(pointer)) {
            return directory;
        }
        try {
            Path version = version(
                    directory, Integer.parseInt(Files.readString(pointer).strip()));
            if (Files.isDirectory(version)) {
                return version;
            }
        } catch (IOException | NumberFormatException e) {
            // Told below.
        }
        throw new ModelFormatException("the file current of " + directory.getFileName() + " names no version of it");
    }
}
