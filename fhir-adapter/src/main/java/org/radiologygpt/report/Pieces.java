package org.radiologygpt.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.report.HeadingTable.Hit;

/** Lines of a text, divided again before each heading that stands inside one. */
final class Pieces {
    private final HeadingTable table;

    Pieces(HeadingTable table) {
        this.table = table;
    }

    List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (isLineEnd(text.charAt(at))) {
                divide(text.substring(from, at), pieces);
                at += text.startsWith("\r\n", at) ? 1 : 0;
                from = at + 1;
            }
        }
        divide(text.substring(from), pieces);
        return pieces;
    }

    private static boolean isLineEnd(char c) {
        return c >= '\n' && c <= '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    private void divide(String line, List<String> pieces) {
        int from = 0;
        for (Optional<Hit> hit = table.inline(line, 0);
                hit.isPresent();
                hit = table.inline(line, hit.get().end())) {
            if (dividesLine(line, hit.get())) {
                pieces.add(line.substring(from, hit.get().start()));
                from = hit.get().start();
            }
        }
        pieces.add(from == 0 ? line : line.substring(from));
    }

    /** All capitals, or the two sections that matter most: a capitalised word and a colon after a sentence is no prose. */
    private static boolean dividesLine(String line, Hit hit) {
        String words = line.substring(hit.start(), hit.end());
        boolean capitals = words.length() > 2 && words.chars().noneMatch(Character::isLowerCase);
        boolean main =
                hit.heading().kind() == SectionKind.FINDINGS || hit.heading().kind() == SectionKind.IMPRESSION;
        return capitals || main && Character.isUpperCase(words.charAt(0));
    }
}
