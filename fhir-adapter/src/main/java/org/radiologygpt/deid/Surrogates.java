package org.radiologygpt.deid;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Realistic replacements, the same for the same identifier under the same key and subject, and dates moved by one number of
 * days per subject so that intervals hold. Without the key they tell nothing.
 */
final class Surrogates {
    private static final List<String> SURNAMES = List.of(
            "Abernathy",
            "Bracewell",
            "Calloway",
            "Denholm",
            "Ellsworth",
            "Fairbairn",
            "Galbraith",
            "Haverford",
            "Ingersoll",
            "Kirkwood",
            "Lattimore",
            "Merriweather",
            "Northcott",
            "Oakhurst",
            "Pemberton",
            "Quillfeather",
            "Ravensworth",
            "Stanhope",
            "Thackeray",
            "Underhill",
            "Vanterpool",
            "Whitcombe",
            "Yarborough",
            "Zellweger");
    private static final int LONGEST_SHIFT_DAYS = 365;

    private final byte[] key;
    private final String subject;

    Surrogates(byte[] key, String subject) {
        if (key.length < 16) {
            throw new IllegalArgumentException("key: at least 16 bytes");
        }
        this.key = key.clone();
        this.subject = subject;
    }

    String replacement(Span span, String surface) {
        return switch (span.kind()) {
            case NAME -> cased(SURNAMES.get(number("name", span.identity(), SURNAMES.size())), surface);
            case DATE -> shifted(surface);
            case AGE -> "over 89";
            case EMAIL -> "person" + number("email", span.identity(), 9000) + "@example.org";
            case URL -> "https://example.org/" + number("url", span.identity(), 9000);
            case ADDRESS -> number("address", span.identity(), 900) + " Example Street";
            default -> scrambled(span, surface);
        };
    }

    private static String cased(String name, String surface) {
        boolean upper = surface.length() > 2 && surface.equals(surface.toUpperCase(Locale.ROOT));
        return upper ? name.toUpperCase(Locale.ROOT) : name;
    }

    /** Same shape, other digits. */
    private String scrambled(Span span, String surface) {
        StringBuilder scrambled = new StringBuilder();
        for (int at = 0; at < surface.length(); at++) {
            char c = surface.charAt(at);
            if (Character.isDigit(c)) {
                scrambled.append(number(span.kind().name() + at, span.identity(), 10));
            } else {
                scrambled.append(span.kind() != PhiKind.TIME && Character.isLetter(c) ? 'X' : c);
            }
        }
        return scrambled.toString();
    }

    private String shifted(String surface) {
        List<DateText> dates = Dates.dates(" " + surface + " ");
        if (dates.size() != 1 || dates.get(0).date().isEmpty()) {
            return "___";
        }
        DateText written = dates.get(0);
        LocalDate moved = written.date().orElseThrow().minusDays(1L + number("shift", "", LONGEST_SHIFT_DAYS));
        boolean swapped = written.month().written().chars().allMatch(Character::isDigit)
                && Integer.parseInt(written.month().written()) > 12;
        StringBuilder text = new StringBuilder(" " + surface + " ");
        List<Edit> edits = new java.util.ArrayList<>();
        edit(edits, written.year(), written.year().written().length() > 2 ? moved.getYear() : moved.getYear() % 100);
        int first = swapped ? moved.getDayOfMonth() : moved.getMonthValue();
        int second = swapped ? moved.getMonthValue() : moved.getDayOfMonth();
        editMonth(edits, written.month(), first);
        edit(edits, written.day(), second);
        edits.sort(java.util.Comparator.comparingInt(Edit::start).reversed());
        edits.forEach(edit -> text.replace(edit.start, edit.start + edit.length, edit.text));
        return text.substring(1, text.length() - 1);
    }

    private record Edit(int start, int length, String text) {}

    private static void edit(List<Edit> edits, DateText.Part part, int value) {
        if (part.present()) {
            String digits = Integer.toString(value);
            boolean padded =
                    part.written().length() > digits.length() && part.written().length() == 2;
            edits.add(new Edit(part.start(), part.written().length(), padded ? "0" + digits : digits));
        }
    }

    private static void editMonth(List<Edit> edits, DateText.Part part, int value) {
        if (Character.isDigit(part.written().charAt(0))) {
            edit(edits, part, value);
            return;
        }
        String name = DateText.MONTHS.get(value - 1);
        String named = part.written().length() <= 4
                        && !part.written().equalsIgnoreCase("june")
                        && !part.written().equalsIgnoreCase("july")
                ? name.substring(0, 3)
                : name;
        String capital = named.substring(0, 1).toUpperCase(Locale.ROOT) + named.substring(1);
        edits.add(new Edit(part.start(), part.written().length(), cased(capital, part.written())));
    }

    private int number(String purpose, String identity, int bound) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] hash =
                    mac.doFinal((purpose + "\u0000" + subject + "\u0000" + identity).getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(java.nio.ByteBuffer.wrap(hash).getInt(), bound);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256", e);
        }
    }
}
