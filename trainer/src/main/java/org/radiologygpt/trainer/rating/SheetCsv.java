package org.radiologygpt.trainer.rating;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A sheet for a spreadsheet: one row an impression, empty cells for the scales. */
final class SheetCsv {
    static final String ITEM = "item";
    static final String FINDINGS = "findings";
    static final String IMPRESSION = "impression";
    private static final String COMMENT = "comment";

    private SheetCsv() {}

    static String of(List<Item> items) {
        StringBuilder sheet = new StringBuilder(Csv.MARK).append(Csv.row(header()));
        items.forEach(item -> sheet.append(Csv.row(row(item))));
        return sheet.toString();
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of(ITEM, FINDINGS, IMPRESSION));
        Stream.of(Scale.values()).map(Scale::key).forEach(header::add);
        header.add(COMMENT);
        return header;
    }

    private static List<String> row(Item item) {
        List<String> row = new ArrayList<>(List.of(item.code(), item.findings(), item.impression()));
        Stream.of(Scale.values()).forEach(scale -> row.add(""));
        row.add("");
        return row;
    }
}
