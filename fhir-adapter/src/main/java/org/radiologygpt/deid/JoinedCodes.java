package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds names of files and codes joined by underscores: {@code IMG_76195061}, {@code consent-photo.jpg}. What a camera or an
 * archive calls a picture leads to the picture.
 */
final class JoinedCodes implements Finder {
    private static final Set<String> ENDINGS = Set.of(
            "jpg", "jpeg", "png", "tif", "tiff", "bmp", "gif", "heic", "pdf", "dcm", "doc", "docx", "rtf", "mp4", "mov",
            "avi", "zip", "wav", "mp3", "dss");
    private static final int DIGITS = 4;
    private static final int LONGEST = 80;

    @Override
    public List<Span> find(Text text) {
        List<Span> spans = new ArrayList<>();
        for (int i = 1; i < text.tokens().size(); i++) {
            Token token = text.tokens().get(i);
            char before = text.value().charAt(token.start() - 1);
            if (before == '.' && ENDINGS.contains(token.folded()) || before == '_') {
                add(text.value(), token, before == '_', spans);
            }
        }
        return spans;
    }

    private static void add(String text, Token token, boolean joined, List<Span> spans) {
        int start = token.start();
        while (start > 0 && token.start() - start < LONGEST && isPart(text.charAt(start - 1))) {
            start--;
        }
        int end = token.end();
        while (end < text.length()
                && end - token.start() < LONGEST
                && isPart(text.charAt(end))
                && text.charAt(end) != '.') {
            end++;
        }
        long digits =
                text.substring(start, end).chars().filter(Character::isDigit).count();
        if (start < token.start() - 1 && (!joined || digits >= DIGITS)) {
            spans.add(new Span(start, end, PhiKind.ID, Folding.compact(text.substring(start, end))));
        }
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
