package org.radiologygpt.report;

import java.util.List;

/**
 * What a message says of the patient beyond {@link Patient}; an absent part is the empty string. Codes are the sender's.
 *
 * @param names PID-5 and PID-9, with their name type
 * @param birthDate PID-7 as ISO 8601, as precise as it was sent: {@code 1960}, {@code 1960-05} or {@code 1960-05-04}
 * @param accounts PID-18 (type {@code AN}) and PID-19 (type {@code SS}), where the message gives no other type
 * @param addresses PID-11
 * @param telecoms PID-13 and PID-14
 */
public record Demographics(
        List<UsedName> names,
        String birthDate,
        List<Identifier> accounts,
        List<Address> addresses,
        List<Telecom> telecoms) {
    private static final Demographics NONE = new Demographics(List.of(), "", List.of(), List.of(), List.of());

    public Demographics {
        names = List.copyOf(names);
        accounts = List.copyOf(accounts);
        addresses = List.copyOf(addresses);
        telecoms = List.copyOf(telecoms);
    }

    /** Nothing known. */
    public static Demographics none() {
        return NONE;
    }

    /**
     * A name and what it is used for.
     *
     * @param type code of HL7 table 0200, as {@code L} for legal
     */
    public record UsedName(PersonName name, String type) {}

    /**
     * An address (XAD).
     *
     * @param lines street and further designation
     * @param type code of HL7 table 0190, as {@code H} for home
     */
    public record Address(
            List<String> lines,
            String city,
            String state,
            String postalCode,
            String country,
            String county,
            String type) {
        public Address {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A telephone number or mail address (XTN).
     *
     * @param use code of HL7 table 0201, as {@code PRN}
     * @param equipment code of HL7 table 0202, as {@code PH}
     */
    public record Telecom(String value, String use, String equipment) {}
}
