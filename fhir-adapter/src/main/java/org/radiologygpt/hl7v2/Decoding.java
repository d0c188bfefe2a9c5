package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.SourceProfile;

/**
 * Bytes of one message into text. MSH-18 is a claim: it is believed where the bytes bear it out, and what fits instead
 * is taken otherwise. Text that lost characters is marked {@link ReadWarning#CHARSET_GARBLED}.
 */
final class Decoding {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    /** The usual encodings, in which ASCII is itself. */
    private static final Set<Charset> ASCII_FIRST = Set.of(US_ASCII, UTF_8, ISO_8859_1, WINDOWS_1252);

    /** UTF-8 that someone decoded as Latin-1 and encoded again, and replacement characters. */
    private static final Pattern GARBLED =
            Pattern.compile("\ufffd|[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac|\u00e2\u0080");

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]+");
    private static final byte[] EBCDIC_MSH = {(byte) 0xd4, (byte) 0xe2, (byte) 0xc8};

    /**
     * A message's text.
     *
     * @param charset the encoding that its bytes were in
     */
    record Decoded(String text, Charset charset) {}

    private final Warnings warnings;

    Decoding(Warnings warnings) {
        this.warnings = warnings;
    }

    /** The header as far as it is needed to know the sender and the claimed encoding. */
    static Optional<RawSegment> header(byte[] bytes) {
        String start = start(bytes);
        int at = start.indexOf("MSH");
        if (at < 0 || start.length() < at + 8) {
            return Optional.empty();
        }
        String line = start.substring(at, Hl7Message.lineEnd(start, at));
        return line.length() < 8 ? Optional.empty() : Optional.of(new RawSegment("MSH", line, Delimiters.of(line)));
    }

    /**
     * Decodes a message.
     *
     * @throws Refusal where the bytes are no text, or in an encoding in which no header can be found
     */
    Decoded text(byte[] bytes, SourceProfile profile, Optional<RawSegment> header) {
        refuseUnreadable(bytes, header);
        Decoded decoded = decode(withoutMark(bytes), profile, header);
        return new Decoded(readable(decoded.text()), decoded.charset());
    }

    private String readable(String text) {
        boolean ascii = true;
        boolean controls = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f) {
                ascii &= c < 0x80;
                controls |= isControl(c);
            }
        }
        if (!ascii && GARBLED.matcher(text).find()) {
            warnings.note(ReadWarning.CHARSET_GARBLED);
        }
        if (controls) {
            warnings.note(ReadWarning.CONTROL_CHARACTERS);
            return CONTROL.matcher(text).replaceAll(" ");
        }
        return text;
    }

    /** The characters of {@link #CONTROL}. */
    private static boolean isControl(char c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f;
    }

    private Decoded decode(byte[] bytes, SourceProfile profile, Optional<RawSegment> header) {
        if (profile.charset().isPresent()) {
            return decoded(bytes, profile.charset().get()).orElseGet(() -> fallBack(bytes));
        }
        String claim = header.map(msh -> msh.field(18)).orElse("");
        if (claim.isBlank()) {
            return decoded(bytes, UTF_8).orElseGet(() -> guessed(bytes));
        }
        Optional<Charset> claimed = claimed(claim, header.orElseThrow());
        if (claimed.isEmpty()) {
            warnings.note(ReadWarning.CHARSET_UNKNOWN);
            return decoded(bytes, UTF_8).orElseGet(() -> guessed(bytes));
        }
        return asClaimed(bytes, claimed.get());
    }

    private Decoded asClaimed(byte[] bytes, Charset claimed) {
        if (WideText.isWide(claimed)) {
            // The header was found byte by byte: what was UTF-16 or UTF-32 has been turned into UTF-8.
            return decoded(bytes, UTF_8).orElseGet(() -> fallBack(bytes));
        }
        boolean plain = isAscii(bytes);
        if (!plain && isSingleByte(claimed) && strict(bytes, UTF_8).isPresent()) {
            warnings.note(ReadWarning.CHARSET_CLAIM_WRONG);
            return decoded(bytes, UTF_8).orElseThrow();
        }
        return decoded(bytes, claimed.equals(ISO_8859_1) ? latin(bytes) : claimed)
                .orElseGet(() -> fallBack(bytes));
    }

    /** First repetition of MSH-18 that names a known encoding and not plain ASCII; ASCII where that alone is named. */
    static Optional<Charset> claimed(String claim, RawSegment header) {
        List<Charset> named = RawSegment.parts(claim, header.delimiters().repetition()).stream()
                .flatMap(name -> Hl7Charset.named(name).stream())
                .toList();
        return Stream.concat(named.stream().filter(charset -> !charset.equals(US_ASCII)), named.stream())
                .findFirst();
    }

    private Decoded fallBack(byte[] bytes) {
        warnings.note(ReadWarning.CHARSET_CLAIM_WRONG);
        return decoded(bytes, UTF_8).orElseGet(() -> lenient(bytes));
    }

    private Decoded guessed(byte[] bytes) {
        warnings.note(ReadWarning.CHARSET_GUESSED);
        return lenient(bytes);
    }

    /** What calls itself Latin-1 and uses the control range of the upper half is windows-1252. */
    static Charset latin(byte[] bytes) {
        for (byte value : bytes) {
            if ((value & 0xe0) == 0x80) {
                return WINDOWS_1252;
            }
        }
        return ISO_8859_1;
    }

    static boolean isSingleByte(Charset charset) {
        return charset.canEncode() && charset.newEncoder().maxBytesPerChar() <= 1;
    }

    private static Optional<Decoded> decoded(byte[] bytes, Charset charset) {
        return strict(bytes, charset).map(text -> new Decoded(text, charset));
    }

    private static Decoded lenient(byte[] bytes) {
        Charset latin = latin(bytes);
        return new Decoded(new String(bytes, latin), latin);
    }

    /** The text, or empty where the bytes are not in this encoding. */
    static Optional<String> strict(byte[] bytes, Charset charset) {
        if (ASCII_FIRST.contains(charset) && isAscii(bytes)) {
            return Optional.of(new String(bytes, ISO_8859_1));
        }
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte value : bytes) {
            if (value < 0) {
                return false;
            }
        }
        return true;
    }

    private static void refuseUnreadable(byte[] bytes, Optional<RawSegment> header) {
        String start = start(bytes);
        if (beginsWith(bytes, EBCDIC_MSH)) {
            throw new Refusal(RejectReason.WRONG_ENCODING, "message is EBCDIC");
        }
        int controls = 0;
        for (int i = 0; i < start.length(); i++) {
            controls += start.charAt(i) < ' ' && isControl(start.charAt(i)) ? 1 : 0;
        }
        if (start.startsWith("%PDF") || header.isEmpty() && controls > 0 || controls * 10 > start.length()) {
            throw new Refusal(RejectReason.NOT_TEXT, "message is binary");
        }
        if (header.isEmpty()) {
            throw noHeader(start.strip());
        }
    }

    private static String start(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 4096), ISO_8859_1);
    }

    private static Refusal noHeader(String start) {
        if (start.startsWith("<")) {
            return new Refusal(RejectReason.WRONG_ENCODING, "message is XML, not HL7 v2 with delimiters");
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return new Refusal(RejectReason.NO_MSH_SEGMENT, "message is JSON, not HL7 v2");
        }
        return start.startsWith("MSH")
                ? new Refusal(RejectReason.TRUNCATED, "message ends within MSH-2")
                : new Refusal(RejectReason.NO_MSH_SEGMENT, "no segment MSH");
    }

    private static boolean beginsWith(byte[] bytes, byte[] wanted) {
        return bytes.length >= 3 && bytes[0] == wanted[0] && bytes[1] == wanted[1] && bytes[2] == wanted[2];
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static byte[] withoutMark(byte[] bytes) {
        boolean marked = bytes.length >= 3 && startsWith(bytes, 0xef, 0xbb) && (bytes[2] & 0xff) == 0xbf;
        return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }
}
