package org.radiologygpt.bench.deid;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.radiologygpt.deidscore.LabelledReport;
import org.radiologygpt.hl7v2.Frame;
import org.radiologygpt.hl7v2.Framing;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SourceProfiles;

/** ORU^R01 of a folder, each with what it names itself as answer key. */
final class Messages {
    private final OruReader reader = new OruReader(SourceProfiles.defaults());
    private final List<LabelledReport> reports = new ArrayList<>();

    private Messages() {}

    /** All messages below a folder that hold a report. */
    static List<LabelledReport> in(Path folder) {
        Messages messages = new Messages();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).sorted().forEach(messages::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages.reports;
    }

    private void read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Framing frames = Framing.of(in, Framing.DEFAULT_LIMIT);
            while (frames.hasNext()) {
                if (frames.next() instanceof Frame.Message message
                        && reader.read(message.bytes()) instanceof ReadOutcome.Read read) {
                    reports.add(labelled(read.report()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LabelledReport labelled(RadiologyReport report) {
        String text = report.sections().stream().map(Section::text).collect(Collectors.joining("\n\n"));
        return MessageKey.of("message-" + reports.size(), text, report.knownIdentifiers());
    }
}
