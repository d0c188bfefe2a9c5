package org.radiologygpt.hl7v2;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.report.TextAccount;
import org.radiologygpt.report.TextLedger;
import org.radiologygpt.report.TextLoss;

/**
 * Text of OBX-5 and NTE-3 as a person reads it (HL7 v2 chapter 2, "Use of escape sequences in text fields"). Component
 * and subcomponent delimiters that a sender left unescaped are text; repetitions are lines. What is no known escape
 * stays as it stands and is counted.
 */
final class Escapes {
    private static final int LONGEST = 4096;
    private static final Pattern COMMAND = Pattern.compile("\\.(?<name>[a-z]{2})\\s?\\+?(?<count>-?\\d{1,3})?");
    /** Changes of character set, and sequences of a site's own: well formed, but nothing here knows what they mean. */
    private static final Pattern UNREADABLE = Pattern.compile("C[0-9A-Fa-f]{4}|M[0-9A-Fa-f]{4,6}|Z[\\w.+-]{0,30}");

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r");

    private final Delimiters delimiters;
    private final Charset charset;
    private final Warnings warnings;
    private final TextLedger ledger;

    Escapes(Delimiters delimiters, Charset charset, Warnings warnings, TextLedger ledger) {
        this.delimiters = delimiters;
        this.charset = charset;
        this.warnings = warnings;
        this.ledger = ledger;
    }

    /** The same without counting: for text that is counted as a whole. */
    Escapes uncounted() {
        return new Escapes(delimiters, charset, new Warnings(), new TextLedger());
    }

    String text(String raw) {
        if (raw.equals("\"\"")) {
            ledger.lose(TextLoss.NULL_VALUE, 2);
            return "";
        }
        boolean plain = raw.indexOf(delimiters.repetition()) < 0 && raw.indexOf(delimiters.escape()) < 0;
        return plain ? raw : text(raw, special(raw, 0));
    }

    private String text(String raw, int firstSpecial) {
        StringBuilder out = new StringBuilder(raw.length());
        int from = 0;
        for (int at = firstSpecial; at < raw.length(); at = special(raw, from)) {
            out.append(raw, from, at);
            from = raw.charAt(at) == delimiters.repetition() ? repetition(at, out) : sequence(raw, at, out);
        }
        out.append(raw, from, raw.length());
        return out.indexOf("\r") < 0 ? out.toString() : LINE_END.matcher(out).replaceAll("\n");
    }

    /** Index of the next repetition mark or escape character, or the length. */
    private int special(String raw, int from) {
        for (int i = from; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == delimiters.repetition() || c == delimiters.escape()) {
                return i;
            }
        }
        return raw.length();
    }

    private int repetition(int at, StringBuilder out) {
        ledger.lose(TextLoss.REPETITION_MARK, 1);
        out.append('\n');
        return at + 1;
    }

    /** Reads from an escape character on; returns where the text goes on. */
    private int sequence(String raw, int at, StringBuilder out) {
        int close = raw.indexOf(delimiters.escape(), at + 1);
        if (close < 0 || close - at > LONGEST) {
            return literal(raw, at, at + 1, out);
        }
        String body = raw.substring(at + 1, close);
        Optional<String> meant = meaning(body);
        if (meant.isEmpty()) {
            return literal(raw, at, UNREADABLE.matcher(body).matches() ? close + 1 : at + 1, out);
        }
        out.append(meant.get());
        ledger.lose(TextLoss.ESCAPE, TextAccount.characters(body) + 2 - TextAccount.characters(meant.get()));
        return close + 1;
    }

    private int literal(String raw, int from, int to, StringBuilder out) {
        warnings.add(ReadWarning.UNKNOWN_ESCAPE);
        out.append(raw, from, to);
        return to;
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
            default -> body.startsWith("X") ? HexText.read(body.substring(1), charset) : command(body);
        };
    }

    /** Formatting commands of data type FT. */
    private static Optional<String> command(String body) {
        if (!body.startsWith(".")) {
            return Optional.empty();
        }
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
}
