package org.radiologygpt.hl7v2;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.PersonName;

/** TXA: the order, the times and the people of a transcribed document (HL7 v2 chapter 9). */
final class DocumentHeader {
    /** Coding system of TXA-2, by which documents of other departments are told. */
    static final String DOCUMENT_TYPES = "HL70270";

    private static final String DIAGNOSTIC_IMAGING = "DI";
    private static final int AUTHENTICATION_TIME = 15;

    private final SegmentFields txa;
    private final ZoneId zone;

    DocumentHeader(SegmentFields txa, ZoneId zone) {
        this.txa = txa;
        this.zone = zone;
    }

    /** The order of a document that has no OBR. */
    Order order(Optional<SegmentFields> orc, String studyUid) {
        String filler = first(txa.get(15), orc.map(fields -> fields.get(3)).orElse(""));
        String placer = first(txa.get(14), orc.map(fields -> fields.get(2)).orElse(""));
        return new Order(placer, filler, filler, type(), section(), txa.time(4, zone), studyUid, reader(), "");
    }

    /** An order of OBR with what it leaves out and TXA says. */
    Order completed(Order order) {
        String filler = first(order.fillerNumber(), txa.get(15));
        boolean unnamed = order.procedure().isEmpty() && order.section().isEmpty();
        return new Order(
                first(order.placerNumber(), txa.get(14)),
                filler,
                first(order.accession(), txa.get(15)),
                unnamed ? type() : order.procedure(),
                first(order.section(), section()),
                order.effective().or(() -> txa.time(4, zone)),
                order.studyInstanceUid(),
                order.reader().isBlank() ? reader() : order.reader(),
                order.serviceRequestReference());
    }

    /** Where MSH-7 is empty: authentication, last edit, transcription, origination, activity. */
    Optional<Instant> time() {
        return Stream.of(
                        Timestamps.instant(txa.get(22, 0, AUTHENTICATION_TIME), zone),
                        txa.time(8, zone),
                        txa.time(7, zone),
                        txa.time(6, zone),
                        txa.time(4, zone))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private List<Coding> type() {
        return txa.get(2).isEmpty() ? List.of() : List.of(new Coding(DOCUMENT_TYPES, txa.get(2), txa.joined(2, 0, 2)));
    }

    private String section() {
        return txa.get(2).equals(DIAGNOSTIC_IMAGING) ? "RAD" : "";
    }

    /** Who signs: the assigned authenticator, the originator, the primary provider. */
    private PersonName reader() {
        return Stream.of(10, 9, 5)
                .map(field -> txa.providerName(field, 0))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(PersonName.of("", ""));
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
