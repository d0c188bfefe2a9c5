package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.radiologygpt.markup.MarkupException;
import org.radiologygpt.markup.MarkupText;

/** Data type ED: source, type, subtype, encoding, data (HL7 v2 chapter 2A). What the data are counts, not what is claimed. */
final class EncapsulatedData {
    /** Longest data that are turned into text, in characters: a report is a thousandth of it. */
    static final int LIMIT = 16 << 20;

    private static final int HEADER_PARTS = 4;
    private static final int SNIFFED = 1024;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f]");
    private static final Set<String> BASE64 = Set.of("BASE64", "B64", "BASE-64");
    private static final Set<String> PLAIN =
            Set.of("", "PLAIN", "TEXT", "TXT", "ASCII", "TEXT/PLAIN", "FT", "TX", "RTF");
    private static final Set<String> HTML = Set.of("HTML", "HTM", "TEXT/HTML", "XHTML");
    /** What Base64 of PDF, RTF and HTML begins with, whatever the encoding is said to be. */
    private static final List<String> BASE64_STARTS =
            List.of("JVBERi", "e1xydG", "PGh0bW", "PEhUTU", "PCFET0NUWVBF", "PCFkb2N0eXBl", "77u/PGh0");

    /** What became of the data. */
    sealed interface Content {

        /** @param markup it was RTF or HTML */
        record Text(String text, boolean markup) implements Content {}

        /** No text. */
        record Binary() implements Content {}

        /** Text that cannot be read. */
        record Unreadable() implements Content {}
    }

    private enum Format {
        PLAIN,
        RTF,
        HTML,
        BINARY
    }

    private final Charset charset;
    private final String subtype;
    private final String encoding;
    private final String data;

    private EncapsulatedData(Charset charset, String subtype, String encoding, String data) {
        this.charset = charset;
        this.subtype = subtype.strip().toUpperCase(Locale.ROOT);
        this.encoding = encoding.strip().toUpperCase(Locale.ROOT);
        this.data = data;
    }

    /** Reads the header; empty where the field has no five parts and is nothing but text. */
    static Optional<EncapsulatedData> of(String raw, Delimiters delimiters, Charset charset, Escapes escapes) {
        int[] marks = new int[HEADER_PARTS];
        int from = 0;
        for (int i = 0; i < HEADER_PARTS; i++) {
            marks[i] = raw.indexOf(delimiters.component(), from);
            if (marks[i] < 0) {
                return Optional.empty();
            }
            from = marks[i] + 1;
        }
        String data = raw.substring(from);
        return Optional.of(new EncapsulatedData(
                charset,
                raw.substring(marks[1] + 1, marks[2]),
                raw.substring(marks[2] + 1, marks[3]),
                data.indexOf(delimiters.escape()) < 0 ? data : escapes.text(data)));
    }

    Content content() {
        boolean base64 = isBase64();
        if (!base64 && !encoding.equals("HEX")) {
            return text(data, format(data.substring(0, Math.min(data.length(), SNIFFED))));
        }
        String digits = BLANKS.matcher(data).replaceAll("");
        Optional<byte[]> start = bytes(digits.substring(0, Math.min(digits.length(), SNIFFED)), base64);
        if (start.isEmpty()) {
            return isBinary() ? new Content.Binary() : new Content.Unreadable();
        }
        Format format = format(new String(start.get(), ISO_8859_1));
        if (format == Format.BINARY) {
            return new Content.Binary();
        }
        return digits.length() > LIMIT
                ? new Content.Unreadable()
                : bytes(digits, base64).map(bytes -> text(bytes, format)).orElseGet(Content.Unreadable::new);
    }

    private boolean isBase64() {
        return BASE64.contains(encoding) || BASE64_STARTS.stream().anyMatch(data.stripLeading()::startsWith);
    }

    private Content text(String text, Format format) {
        if (format == Format.BINARY) {
            return new Content.Binary();
        }
        return text.length() > LIMIT
                ? new Content.Unreadable()
                : readable(() -> plain(text, format), format != Format.PLAIN);
    }

    private Content text(byte[] bytes, Format format) {
        return readable(
                () -> format == Format.RTF ? MarkupText.fromRtf(bytes) : plain(characters(bytes), format),
                format != Format.PLAIN);
    }

    private static Content readable(Supplier<String> text, boolean markup) {
        try {
            return new Content.Text(CONTROL.matcher(text.get()).replaceAll(" "), markup);
        } catch (MarkupException e) {
            return new Content.Unreadable();
        }
    }

    private static String plain(String text, Format format) {
        return switch (format) {
            case RTF -> MarkupText.fromRtf(text);
            case HTML -> MarkupText.fromHtml(text);
            default -> text;
        };
    }

    /** By what the data begin with, and by the subtype where that says nothing. */
    private Format format(String start) {
        Optional<Format> markup = markup(start);
        if (markup.isPresent()) {
            return markup.get();
        }
        String text = start.stripLeading().toLowerCase(Locale.ROOT);
        boolean xml = text.startsWith("<?xml")
                || text.startsWith("<clinicaldocument")
                || text.startsWith("\u00ef\u00bb\u00bf<?xml");
        if (xml || text.startsWith("%pdf") || CONTROL.matcher(start).find()) {
            return Format.BINARY;
        }
        if (HTML.contains(subtype)) {
            return Format.HTML;
        }
        return isBinary() ? Format.BINARY : Format.PLAIN;
    }

    /** RTF or HTML, as a text's beginning shows it. */
    private static Optional<Format> markup(String start) {
        String text = start.stripLeading();
        if (text.startsWith("{\\rtf")) {
            return Optional.of(Format.RTF);
        }
        String lower = text.substring(0, Math.min(text.length(), SNIFFED)).toLowerCase(Locale.ROOT);
        return lower.startsWith("<!doctype html")
                        || lower.startsWith("<html")
                        || lower.startsWith("<?xml") && lower.contains("<html")
                ? Optional.of(Format.HTML)
                : Optional.empty();
    }

    /** The plain text of RTF or HTML that stands in a text field; empty where the text is neither. */
    static Optional<String> plainText(String text) {
        return markup(text)
                .filter(format -> text.length() <= LIMIT)
                .map(format -> readable(() -> plain(text, format), true))
                .flatMap(content -> content instanceof Content.Text read ? Optional.of(read.text()) : Optional.empty());
    }

    private boolean isBinary() {
        return !PLAIN.contains(subtype) && !HTML.contains(subtype);
    }

    private String characters(byte[] bytes) {
        return WideText.of(bytes)
                .map(wide -> wide.decode(ByteBuffer.wrap(bytes)).toString())
                .or(() -> Decoding.strict(bytes, UTF_8))
                .or(() -> Decoding.isSingleByte(charset) ? Optional.empty() : Decoding.strict(bytes, charset))
                .orElseGet(() -> new String(bytes, Decoding.latin(bytes)))
                .replaceFirst("^\\ufeff", "");
    }

    private static Optional<byte[]> bytes(String digits, boolean base64) {
        try {
            return base64 ? Optional.of(Base64.getDecoder().decode(digits)) : HexText.bytes(digits);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
