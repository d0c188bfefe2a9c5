package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The segments MSH, MSA and ERR that answer one message: its delimiters, version and encoding, sender and receiver changed over. */
final class AckMessage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSXX");
    private static final Pattern EVENT = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final String CURRENT_VERSION = "2.5.1";
    /** MSH-9.3 exists from here on. */
    private static final int STRUCTURE_IN_TYPE = 204;
    /** ERR-1 gives way to ERR-2 and ERR-3 from here on. */
    private static final int NEW_ERR = 205;
    /** MSA-3 is withdrawn from here on. */
    private static final int NO_MSA_TEXT = 207;

    private final RawSegment msh;
    private final String event;
    private final Charset charset;
    private final String wantedInReturn;

    private AckMessage(RawSegment msh, String event, Charset charset, String wantedInReturn) {
        this.msh = msh;
        this.event = event;
        this.charset = charset;
        this.wantedInReturn = wantedInReturn;
    }

    static AckMessage to(MessageHeader header) {
        return new AckMessage(header.segment(), header.event(), header.charset(), "");
    }

    static AckMessage withoutHeader() {
        return new AckMessage(new RawSegment("MSH", "MSH|^~\\&", Delimiters.STANDARD), "", ISO_8859_1, "");
    }

    /** The same as a message of its own, which asks for no acknowledgement in its turn. */
    AckMessage asInitiator() {
        return new AckMessage(msh, event, charset, "NE");
    }

    byte[] bytes(String code, Optional<AckReason> reason, String controlId, Clock clock) {
        StringBuilder message = new StringBuilder(256);
        message.append(header(controlId, clock)).append('\r');
        String text = version() < NO_MSA_TEXT ? reason.map(AckReason::code).orElse("") : "";
        message.append(segment("MSA", code, msh.field(10), plain(text))).append('\r');
        reason.ifPresent(row -> message.append(error(row)).append('\r'));
        return message.toString().getBytes(charset);
    }

    private String header(String controlId, Clock clock) {
        return segment(
                "MSH",
                encodingCharacters(),
                msh.field(5),
                msh.field(6),
                msh.field(3),
                msh.field(4),
                TIME.format(ZonedDateTime.now(clock)),
                "",
                type(),
                controlId,
                orElse(msh.field(11), "P"),
                orElse(msh.field(12), CURRENT_VERSION),
                "",
                "",
                wantedInReturn,
                wantedInReturn,
                "",
                msh.field(18));
    }

    private String encodingCharacters() {
        Delimiters d = msh.delimiters();
        return orElse(msh.field(2), "" + d.component() + d.repetition() + d.escape() + d.subcomponent());
    }

    private String type() {
        if (!EVENT.matcher(event).matches()) {
            return "ACK";
        }
        return version() < STRUCTURE_IN_TYPE ? components("ACK", event) : components("ACK", event, "ACK");
    }

    private String error(AckReason reason) {
        ErrorCondition condition = reason.condition();
        if (version() < NEW_ERR) {
            String code = subcomponents(condition.code(), condition.display(), "HL70357");
            return segment("ERR", components(reason.segment(), sequence(reason), field(reason), code));
        }
        return segment(
                "ERR",
                "",
                reason.segment().isEmpty() ? "" : components(reason.segment(), sequence(reason), field(reason)),
                components(condition.code(), plain(condition.display()), "HL70357"),
                "E",
                "",
                "",
                plain(reason.code()));
    }

    private static String sequence(AckReason reason) {
        return reason.segment().isEmpty() ? "" : "1";
    }

    private static String field(AckReason reason) {
        return reason.field() == 0 ? "" : Integer.toString(reason.field());
    }

    private String segment(String name, String... fields) {
        return joined(msh.delimiters().field(), name, fields);
    }

    private String components(String... parts) {
        return joined(msh.delimiters().component(), "", parts);
    }

    private String subcomponents(String... parts) {
        return joined(msh.delimiters().subcomponent(), "", parts);
    }

    /** Trailing empty parts are left out. */
    private static String joined(char delimiter, String name, String... parts) {
        int end = parts.length;
        while (end > 0 && parts[end - 1].isEmpty()) {
            end--;
        }
        String joined = Arrays.stream(parts).limit(end).collect(Collectors.joining(String.valueOf(delimiter)));
        return name.isEmpty() ? joined : name + delimiter + joined;
    }

    /** Our own words, in which a sender may have made any character a delimiter. */
    private String plain(String text) {
        Delimiters d = msh.delimiters();
        String plain = text;
        for (char c : List.of(d.field(), d.component(), d.repetition(), d.escape(), d.subcomponent())) {
            plain = plain.replace(c, ' ');
        }
        return plain;
    }

    /** MSH-12 as a number, 205 for 2.5 and 2.5.1; one that cannot be read as the current. */
    private int version() {
        String[] parts = orElse(msh.first(12), CURRENT_VERSION).split("\\.", 3);
        try {
            return Integer.parseInt(parts[0]) * 100 + (parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
        } catch (NumberFormatException e) {
            return NEW_ERR;
        }
    }

    private static String orElse(String value, String otherwise) {
        return value.isEmpty() ? otherwise : value;
    }
}
