package org.radiologygpt.bench.deid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.radiologygpt.deidscore.LabelledReport;
import org.radiologygpt.deidscore.Stretch;

/**
 * Chest radiograph reports of the Open-i collection (NLM), which hold no identifiers any more: whatever is removed there was
 * taken without need, but for {@code XXXX}, which is the collection's own mask.
 */
final class OpenI {
    private static final Pattern SECTION = Pattern.compile(
            "<AbstractText Label=\"(COMPARISON|INDICATION|FINDINGS|IMPRESSION)\">([^<]*)</AbstractText>");
    private static final Pattern MASK = Pattern.compile("X{4,}");

    private OpenI() {}

    /** The reports below a folder of the collection's XML files. */
    static List<LabelledReport> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .map(OpenI::report)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LabelledReport report(Path file) {
        try {
            StringBuilder text = new StringBuilder();
            Matcher section = SECTION.matcher(Files.readString(file));
            while (section.find()) {
                text.append(section.group(1))
                        .append(": ")
                        .append(plain(section.group(2)))
                        .append('\n');
            }
            return new LabelledReport(
                    file.getFileName().toString(), text.toString(), List.of(), List.of(), List.of(), masks(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Stretch> masks(CharSequence text) {
        List<Stretch> masks = new ArrayList<>();
        Matcher mask = MASK.matcher(text);
        while (mask.find()) {
            masks.add(new Stretch(mask.start(), mask.end()));
        }
        return masks;
    }

    private static String plain(String xml) {
        return xml.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
