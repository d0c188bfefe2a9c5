package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/** What MSH says of a message's handling. Its accessors hold codes and ids of systems, none of a patient. */
public final class MessageHeader {
    private final RawSegment msh;
    private final Charset charset;

    private MessageHeader(RawSegment msh, Charset charset) {
        this.msh = msh;
        this.charset = charset;
    }

    /** The header of a message's bytes; empty where there is none. */
    public static Optional<MessageHeader> of(byte[] message) {
        return Decoding.header(message).map(MessageHeader::decoded);
    }

    /** In the encoding that MSH-18 names and the bytes bear out; else byte for byte. */
    private static MessageHeader decoded(RawSegment raw) {
        Charset claimed = Decoding.claimed(raw.field(18), raw).orElse(ISO_8859_1);
        return Decoding.strict(raw.line().getBytes(ISO_8859_1), claimed)
                .filter(line -> line.startsWith("MSH") && line.length() >= 8)
                .map(line -> new MessageHeader(new RawSegment("MSH", line, Delimiters.of(line)), claimed))
                .orElseGet(() -> new MessageHeader(raw, ISO_8859_1));
    }

    /** MSH-9.1, as {@code ORU}. */
    public String type() {
        return typePart(0);
    }

    /** MSH-9.2, as {@code R01}. */
    public String event() {
        return typePart(1);
    }

    /** MSH-10, by which an acknowledgement names the message; may be empty. */
    public String controlId() {
        return msh.first(10);
    }

    /** MSH-11.1 (HL7 table 0103): P production, T training, D debugging; may be empty. */
    public String processingId() {
        return msh.first(11);
    }

    String acceptAcknowledgement() {
        return msh.first(15);
    }

    String applicationAcknowledgement() {
        return msh.first(16);
    }

    RawSegment segment() {
        return msh;
    }

    Charset charset() {
        return charset;
    }

    private String typePart(int index) {
        List<String> parts = RawSegment.parts(msh.field(9), msh.delimiters().component());
        return index < parts.size() ? parts.get(index).strip() : "";
    }
}
