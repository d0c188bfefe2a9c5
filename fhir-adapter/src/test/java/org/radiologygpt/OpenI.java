package org.radiologygpt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A report of the Open-i collection (NLM), read for measurement only.
 *
 * @param name file name
 * @param comparison section, or empty
 * @param indication section, or empty
 * @param findings section, or empty
 * @param impression section, or empty
 */
public record OpenI(String name, String comparison, String indication, String findings, String impression) {
    private static final String FOLDER = "shared/data/openi/ecgen-radiology";

    /** All reports where the data lie beside the project; empty elsewhere. */
    public static List<OpenI> all() {
        return folder().map(OpenI::read).orElse(List.of());
    }

    private static Optional<Path> folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(FOLDER))) {
                return Optional.of(at.resolve(FOLDER));
            }
        }
        return Optional.empty();
    }

    private static List<OpenI> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .map(OpenI::one)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OpenI one(Path file) {
        try {
            String xml = Files.readString(file);
            return new OpenI(
                    file.getFileName().toString(),
                    label(xml, "COMPARISON"),
                    label(xml, "INDICATION"),
                    label(xml, "FINDINGS"),
                    label(xml, "IMPRESSION"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String label(String xml, String label) {
        Matcher matcher = Pattern.compile("<AbstractText Label=\"" + label + "\">([^<]*)</AbstractText>")
                .matcher(xml);
        return matcher.find()
                ? matcher.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&")
                : "";
    }
}
