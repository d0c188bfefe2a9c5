package org.radiologygpt.hl7v2;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;

/** Source profiles as YAML files, one profile a file; the keys are explained in {@code config/source-profiles}. */
public final class SourceProfileFiles {
    private static final ObjectMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SourceProfileFiles() {}

    /**
     * Reads one file, or all {@code .yaml} and {@code .yml} files of a folder in the order of their names.
     *
     * @throws IllegalArgumentException naming file, key and allowed values where a profile is wrong
     * @throws UncheckedIOException where a file cannot be read
     */
    public static SourceProfiles read(Path path) {
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            List<Path> found = files.filter(SourceProfileFiles::isYaml).sorted().toList();
            return SourceProfiles.of(
                    found.stream().map(SourceProfileFiles::profile).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceProfile profile(Path file) {
        try {
            return parse(Files.readString(file), file.toAbsolutePath().getParent());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": no valid YAML in line " + line(e.getLocation())
                    + "; a profile is one document and names each key once");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read as UTF-8 text");
        }
    }

    private static String line(JsonLocation location) {
        return location == null ? "?" : String.valueOf(location.getLineNr());
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /** For tests of single profiles. */
    static SourceProfile parse(String yaml) throws IOException {
        return parse(yaml, Path.of("").toAbsolutePath());
    }

    private static SourceProfile parse(String yaml, Path folder) throws IOException {
        return new SourceProfileNode(new ProfileKeys(YAML.readTree(yaml)), folder).profile();
    }
}
