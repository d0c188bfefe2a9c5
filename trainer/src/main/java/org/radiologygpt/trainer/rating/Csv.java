package org.radiologygpt.trainer.rating;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma separated values (RFC 4180) that spreadsheets open without harm: all cells quoted, and an apostrophe before a cell
 * that a spreadsheet would take for a formula (OWASP, CSV injection) or that begins with one. Reads commas, semicolons and
 * tabs, since spreadsheets save as the country writes.
 */
final class Csv {
    /** Before UTF-8, so that Excel does not take it for the country's old code page. */
    static final String MARK = "\uFEFF";

    private static final String FORMULA = "=+-@\t\r\n'";
    private static final String SEPARATORS = ",;\t";

    private Csv() {}

    /** One row with its line end. */
    static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    /**
     * All rows, without the apostrophes that {@link #row} puts.
     *
     * @throws RatingException where the text ends within quotes
     */
    static List<List<String>> read(String text) {
        return new Reader(text.startsWith(MARK) ? text.substring(1) : text).rows();
    }

    private static final class Reader {
        private final String text;
        private final char separator;
        private final List<List<String>> rows = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private List<String> row = new ArrayList<>();

        Reader(String text) {
            this.text = text;
            this.separator = separator(text);
        }

        /** The first that comes in the header. */
        private static char separator(String text) {
            return (char) text.lines()
                    .findFirst()
                    .orElse("")
                    .chars()
                    .filter(c -> SEPARATORS.indexOf(c) >= 0)
                    .findFirst()
                    .orElse(',');
        }

        List<List<String>> rows() {
            int at = 0;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '"' && cell.length() == 0) {
                    at = quoted(at + 1);
                } else {
                    plain(c);
                    at++;
                }
            }
            if (cell.length() > 0 || !row.isEmpty()) {
                endRow();
            }
            return rows;
        }

        private void plain(char c) {
            if (c == separator) {
                endCell();
            } else if (c == '\n') {
                endRow();
            } else if (c != '\r') {
                cell.append(c);
            }
        }

        /** From behind the opening quotes to behind the closing ones. */
        private int quoted(int from) {
            int at = from;
            while (at < text.length()) {
                if (text.charAt(at) != '"') {
                    cell.append(text.charAt(at++));
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append('"');
                    at += 2;
                } else {
                    return at + 1;
                }
            }
            throw new RatingException("the file ends within quotes");
        }

        private void endCell() {
            String found = cell.toString();
            boolean escaped = found.length() > 1 && found.charAt(0) == '\'' && FORMULA.indexOf(found.charAt(1)) >= 0;
            row.add(escaped ? found.substring(1) : found);
            cell.setLength(0);
        }

        private void endRow() {
            endCell();
            rows.add(row);
            row = new ArrayList<>();
        }
    }
}
