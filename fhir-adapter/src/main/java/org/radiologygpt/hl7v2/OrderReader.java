package org.radiologygpt.hl7v2;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.report.AccessionField;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;

/** Fields of PID, ORC and OBR as the report's patient and order (v2-to-FHIR guide's field map). */
final class OrderReader {
    private OrderReader() {}

    static Patient patient(SegmentFields pid) {
        List<PersonName> names = new ArrayList<>();
        for (int field : new int[] {5, 9}) {
            for (int i = 0; i < pid.repetitions(field); i++) {
                names.add(pid.personName(field, i));
            }
        }
        names.removeIf(PersonName::isBlank);
        Optional<LocalDate> birth = Timestamps.date(pid.get(7));
        return new Patient(pid.identifiers(3), names, birth, sex(pid.get(8)), "");
    }

    static Order order(
            SegmentFields obr,
            Optional<SegmentFields> orc,
            AccessionField accessionField,
            ZoneId zone,
            String studyUid) {
        String filler = first(obr.get(3), orc.map(fields -> fields.get(3)).orElse(""));
        String placer = first(obr.get(2), orc.map(fields -> fields.get(2)).orElse(""));
        String accession =
                accessionField == AccessionField.OBR_2 ? placer : first(obr.get(accessionField.number()), filler);
        Optional<Instant> effective = obr.time(7, zone);
        return new Order(placer, filler, accession, obr.codings(4), obr.get(24), effective, studyUid, reader(obr), "");
    }

    /** OBR-29: the order to which this one adds; only its numbers are known. */
    static Optional<Order> parent(SegmentFields obr) {
        String placer = obr.get(29, 0, 1);
        String filler = obr.get(29, 0, 2);
        String accession = first(filler, placer);
        return accession.isEmpty()
                ? Optional.empty()
                : Optional.of(new Order(
                        placer, filler, accession, List.of(), "", Optional.empty(), "", PersonName.of("", ""), ""));
    }

    /** ORC-28, confidentiality (HL7 table 0177). */
    static List<Coding> securityLabels(SegmentFields orc) {
        return orc.codings(28).stream()
                .map(coding -> coding.system().isEmpty()
                        ? new Coding("http://terminology.hl7.org/CodeSystem/v2-0177", coding.code(), coding.display())
                        : coding)
                .toList();
    }

    private static PersonName reader(SegmentFields obr) {
        return Stream.of(32, 33)
                .map(field -> obr.readerName(field, 0))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(PersonName.of("", ""));
    }

    /** HL7 table 0001 as FHIR's administrative gender. */
    private static String sex(String code) {
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "M", "MALE" -> "male";
            case "F", "FEMALE" -> "female";
            case "O", "A", "N", "X", "OTHER" -> "other";
            case "U", "UNKNOWN" -> "unknown";
            default -> "";
        };
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
