package org.radiologygpt.hl7v2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.report.Heading;

/** A site's own table of headings, of the form of the shipped ones: heading, section and form, separated by tabs. */
final class HeadingFile {
    private HeadingFile() {}

    static List<Heading> rows(Path file) {
        List<String> lines = lines(file);
        List<Heading> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(row(file, i + 1, line));
            }
        }
        return rows;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("headingFiles: " + file + " cannot be read as UTF-8 text");
        }
    }

    private static Heading row(Path file, int number, String line) {
        try {
            return Heading.row(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "headingFiles: " + file.getFileName() + " line " + number + ": " + e.getMessage());
        }
    }
}
