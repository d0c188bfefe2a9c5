package org.radiologygpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiologygpt.hl7v2.Frame;
import org.radiologygpt.hl7v2.Framing;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome.Read;
import org.radiologygpt.report.SourceProfiles;

/**
 * Messages of other projects as valid R4. One of each shape, as the validator needs some 15 ms a resource; with the system
 * property {@code radiologygpt.validate=all} every one.
 */
@Tag("interop")
class BundleValidityInteropTest {
    private static final int MOST = 24;

    @Test
    void every_shape_of_real_message_becomes_a_valid_bundle() throws IOException {
        Map<Object, Read> messages = messages();
        R4Validator validator = new R4Validator();
        List<String> errors = new ArrayList<>();
        for (Read read : messages.values()) {
            errors.addAll(validator.errors(BundleValidityTest.json(read)));
        }
        System.out.println("validated " + messages.size() + " converted messages: " + validator.counts());
        assertThat(errors).isEmpty();
    }

    private static Map<Object, Read> messages() throws IOException {
        boolean all = "all".equals(System.getProperty("radiologygpt.validate"));
        OruReader reader = new OruReader(SourceProfiles.defaults());
        Map<Object, Read> messages = new LinkedHashMap<>();
        for (Path file : files()) {
            Iterator<Frame> frames = Framing.of(Files.readAllBytes(file));
            while (frames.hasNext() && (all || messages.size() < MOST)) {
                if (reader.read(frames.next()) instanceof Read read) {
                    messages.putIfAbsent(all ? messages.size() : shape(read.report()), read);
                }
            }
        }
        return messages;
    }

    /** What makes a bundle another kind of bundle. */
    private static List<Object> shape(RadiologyReport report) {
        return List.of(
                report.status(),
                report.order().section(),
                report.details().orders().size(),
                report.details().visit().isPresent(),
                report.details().measurements().isEmpty(),
                report.key().source());
    }

    private static List<Path> files() throws IOException {
        Optional<Path> data = Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/data/hl7v2"))
                .filter(Files::isDirectory)
                .findFirst();
        assumeTrue(data.isPresent(), "shared/data/hl7v2 is absent");
        try (Stream<Path> files = Files.walk(data.get())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
