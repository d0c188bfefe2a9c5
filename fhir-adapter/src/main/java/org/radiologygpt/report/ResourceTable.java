package org.radiologygpt.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table shipped beside the classes: one row a line, {@code #} begins a comment line. */
final class ResourceTable {
    private ResourceTable() {}

    static List<String> lines(String name) {
        try (InputStream in = ResourceTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of tab-separated cells. */
    static List<String[]> rows(String name) {
        return lines(name).stream().map(line -> line.split("\t")).toList();
    }
}
