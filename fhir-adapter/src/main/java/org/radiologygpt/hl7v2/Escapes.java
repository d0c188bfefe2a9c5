package org.radiologygpt.hl7v2;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of OBX-5 and NTE-3 as a person reads it (HL7 v2 chapter 2, "Use of escape sequences in text fields"). Component
 * and subcomponent delimiters that a sender left unescaped are text; repetitions are lines. What is no known escape
 * stays as it stands and is counted.
 */
final class Escapes {
    private static final int LONGEST = 200;
    private static final Pattern COMMAND = Pattern.compile("\\.(?<name>[a-z]{2})\\s?\\+?(?<count>-?\\d{1,3})?");
    private static final Pattern HEX = Pattern.compile("X(?:[0-9A-Fa-f]{2}\\s?)+");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r");

    private final Delimiters delimiters;
    private final Warnings warnings;

    Escapes(Delimiters delimiters, Warnings warnings) {
        this.delimiters = delimiters;
        this.warnings = warnings;
    }

    String text(String raw) {
        if (raw.equals("\"\"")) {
            return "";
        }
        String lines = raw.replace(delimiters.repetition(), '\n');
        return LINE_END.matcher(unescape(lines)).replaceAll("\n");
    }

    private String unescape(String text) {
        int escape = text.indexOf(delimiters.escape());
        if (escape < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (escape >= 0) {
            out.append(text, from, escape);
            int close = text.indexOf(delimiters.escape(), escape + 1);
            Optional<String> meant = close < 0 || close - escape > LONGEST
                    ? Optional.empty()
                    : meaning(text.substring(escape + 1, close));
            from = meant.isPresent() ? close + 1 : escape + 1;
            out.append(meant.orElseGet(this::unknown));
            escape = text.indexOf(delimiters.escape(), from);
        }
        return out.append(text, from, text.length()).toString();
    }

    private String unknown() {
        warnings.add(ReadWarning.UNKNOWN_ESCAPE);
        return String.valueOf(delimiters.escape());
    }

    private Optional<String> meaning(String body) {
        return switch (body) {
            case "F" -> Optional.of(String.valueOf(delimiters.field()));
            case "S" -> Optional.of(String.valueOf(delimiters.component()));
            case "T" -> Optional.of(String.valueOf(delimiters.subcomponent()));
            case "R" -> Optional.of(String.valueOf(delimiters.repetition()));
            case "E" -> Optional.of(String.valueOf(delimiters.escape()));
            case "P" -> Optional.of("#");
            case "H", "N" -> Optional.of("");
            default -> HEX.matcher(body).matches() ? Optional.of(hex(body.substring(1))) : command(body);
        };
    }

    /** Formatting commands of data type FT. */
    private static Optional<String> command(String body) {
        Matcher matcher = COMMAND.matcher(body.toLowerCase(Locale.ROOT).strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int count = matcher.group("count") == null ? 1 : Math.max(1, Integer.parseInt(matcher.group("count")));
        return switch (matcher.group("name")) {
            case "br", "ce" -> Optional.of("\n");
            case "sp" -> Optional.of("\n".repeat(count));
            case "sk" -> Optional.of(" ".repeat(count));
            case "in", "ti", "fi", "nf" -> Optional.of("");
            default -> Optional.empty();
        };
    }

    private static String hex(String digits) {
        byte[] bytes = HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
