package org.radiologygpt.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the build put what belongs to the converter. */
final class ConverterFiles {
    private static final Path IN_PROJECT = Path.of("fhir-adapter", "converter-peer", "target", "classpath.txt");

    private ConverterFiles() {}

    /** File with the converter's class path: in the launcher's home, or above the working directory. */
    static Path classPath() {
        Optional<Path> home =
                Optional.ofNullable(System.getProperty("radiologygpt.home")).map(Path::of);
        Path here = Path.of("").toAbsolutePath();
        return Stream.concat(home.stream(), Stream.iterate(here, at -> at != null, Path::getParent))
                .map(at -> at.resolve(IN_PROJECT))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(IN_PROJECT + " is missing: build converter-peer first"));
    }
}
