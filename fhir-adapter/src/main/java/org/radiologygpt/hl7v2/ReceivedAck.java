package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a receiver answered to a message of ours. Holds codes and the id we gave, none of its words.
 *
 * @param code MSA-1 (HL7 table 0008), as {@code AA}; empty where it is none of the table's
 * @param messageId MSA-2
 * @param condition three digits of HL7 table 0357 (ERR-3, before version 2.5 MSA-6), as {@code 207}; may be empty
 */
public record ReceivedAck(String code, String messageId, String condition) {
    private static final Pattern CODE = Pattern.compile("[AC][AER]");
    private static final Pattern CONDITION = Pattern.compile("\\d{3}");
    private static final Pattern LINES = Pattern.compile("[\r\n]+");

    /** The acknowledgement that the bytes are; empty where they are none. */
    public static Optional<ReceivedAck> read(byte[] answer) {
        return Decoding.header(answer).flatMap(header -> {
            String text = new String(answer, ISO_8859_1);
            return segment(text, "MSA", header).map(msa -> of(msa, segment(text, "ERR", header)));
        });
    }

    private static ReceivedAck of(RawSegment msa, Optional<RawSegment> err) {
        String condition = Stream.of(err.map(one -> one.first(3)).orElse(""), msa.first(6))
                .filter(code -> CONDITION.matcher(code).matches())
                .findFirst()
                .orElse("");
        String code = msa.first(1);
        return new ReceivedAck(CODE.matcher(code).matches() ? code : "", msa.first(2), condition);
    }

    private static Optional<RawSegment> segment(String text, String name, RawSegment header) {
        return LINES.splitAsStream(text)
                .filter(line -> line.startsWith(name + header.delimiters().field()))
                .map(line -> new RawSegment(name, line, header.delimiters()))
                .findFirst();
    }
}
