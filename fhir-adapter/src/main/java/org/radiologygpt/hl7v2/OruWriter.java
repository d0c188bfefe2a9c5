package org.radiologygpt.hl7v2;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.Visit;

/**
 * A draft as an ORU^R01 (HL7 v2.5.1): OBR-25 and OBX-11 preliminary, the impression under LOINC 19005-8 below the
 * banner, no interpreter in OBR-32. MSH-10 is derived from the draft, so that a message sent again is recognised.
 */
public final class OruWriter {
    private static final String APPLICATION = "RADIOLOGY-GPT";
    private static final String IMPRESSION = "19005-8^Impression^LN";
    /** LOINC's generic imaging study, where the message names no procedure. */
    private static final Coding ANY_STUDY = new Coding("LN", "18748-4", "Diagnostic imaging study");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    /** MSH-10 has room for 20 characters before version 2.7. */
    private static final int CONTROL_ID = 19;

    private final String banner;
    private final Clock clock;

    /**
     * A writer.
     *
     * @param banner words above every draft that say what it is; empty for none
     */
    public OruWriter(String banner, Clock clock) {
        this.banner = banner;
        this.clock = clock;
    }

    /**
     * The message that carries a draft, UTF-8.
     *
     * @return empty where the report names no patient (PID-3): a receiver could file the draft to nobody
     */
    public Optional<byte[]> draft(RadiologyReport report, Draft draft) {
        if (report.patient().identifiers().stream().allMatch(id -> id.value().isBlank())) {
            return Optional.empty();
        }
        String text = banner.isBlank() ? draft.impression() : banner.strip() + "\n\n" + draft.impression();
        List<String> segments = Stream.of(
                        Stream.of(header("P" + controlId(draft.idempotencyKey())), patient(report.patient())),
                        report.details().visit().map(OruWriter::visit).stream(),
                        order(report.order(), 1, "P"),
                        Stream.of(observation(text, "P")),
                        linked(report))
                .flatMap(part -> part)
                .toList();
        return Optional.of(bytes(segments));
    }

    /**
     * The message that takes a draft back. It names the order by its filler number only: of the patient nothing is
     * remembered.
     *
     * @param idempotencyKey {@code source|accession|version|n}
     * @param cause the record that led to it: a draft that came late is taken back once more, by another message than before
     */
    public byte[] withdrawal(String idempotencyKey, CancelReason reason, String cause) {
        Order order = new Order(
                "",
                accession(idempotencyKey),
                accession(idempotencyKey),
                List.of(),
                "",
                Optional.empty(),
                "",
                PersonName.of("", ""),
                "");
        return bytes(Stream.of(
                        Stream.of(header("X" + controlId(idempotencyKey + "|" + cause))),
                        order(order, 1, "X"),
                        Stream.of(observation("AI draft withdrawn: " + reason.code(), "X")))
                .flatMap(part -> part)
                .toList());
    }

    private static byte[] bytes(List<String> segments) {
        return (String.join("\r", segments) + "\r").getBytes(StandardCharsets.UTF_8);
    }

    private String header(String id) {
        String msh = segment(
                "MSH",
                2,
                "^~\\&",
                3,
                APPLICATION,
                7,
                now(),
                9,
                "ORU^R01^ORU_R01",
                10,
                id,
                11,
                "P",
                12,
                "2.5.1",
                18,
                "UNICODE UTF-8");
        return msh.replaceFirst("^MSH\\|\\|", "MSH|");
    }

    private String now() {
        return TIME.format(Instant.now(clock));
    }

    private static String patient(Patient patient) {
        return segment(
                "PID",
                1,
                "1",
                3,
                repeated(patient.identifiers().stream().map(OruWriter::cx)),
                5,
                repeated(patient.names().stream().map(OruWriter::name)),
                7,
                patient.birthDate().map(DAY::format).orElse(""),
                8,
                sex(patient.sex()));
    }

    private static String sex(String fhir) {
        return switch (fhir) {
            case "male" -> "M";
            case "female" -> "F";
            case "other" -> "O";
            case "unknown" -> "U";
            default -> "";
        };
    }

    private static String visit(Visit visit) {
        return segment(
                "PV1",
                1,
                "1",
                2,
                visit.patientClass().isBlank() ? "U" : escaped(visit.patientClass()),
                19,
                visit.numbers().stream()
                        .filter(number -> number.type().equals("VN"))
                        .map(OruWriter::cx)
                        .findFirst()
                        .orElse(""));
    }

    private Stream<String> linked(RadiologyReport report) {
        List<Order> orders = report.linkedOrders();
        return Stream.iterate(0, i -> i < orders.size(), i -> i + 1).flatMap(i -> order(orders.get(i), i + 2, "P"));
    }

    private Stream<String> order(Order order, int set, String status) {
        String placer = escaped(order.placerNumber());
        String filler = escaped(order.fillerNumber().isBlank() ? order.accession() : order.fillerNumber());
        return Stream.of(
                segment("ORC", 1, "RE", 2, placer, 3, filler),
                segment(
                        "OBR",
                        1,
                        Integer.toString(set),
                        2,
                        placer,
                        3,
                        filler,
                        4,
                        procedure(order),
                        7,
                        order.effective().map(TIME::format).orElse(""),
                        22,
                        now(),
                        24,
                        escaped(order.section()),
                        25,
                        status));
    }

    /** OBR-4 holds two codings: identifier and alternate. */
    private static String procedure(Order order) {
        List<Coding> codings = order.procedure().isEmpty() ? List.of(ANY_STUDY) : order.procedure();
        return codings.stream()
                .limit(2)
                .map(coding -> components(coding.code(), coding.display(), coding.system()))
                .collect(Collectors.joining("^"));
    }

    private static String observation(String text, String status) {
        return segment("OBX", 1, "1", 2, "FT", 3, IMPRESSION, 5, escaped(text), 11, status);
    }

    private static String cx(Identifier identifier) {
        String system = identifier.system();
        String authority = system.matches("[0-2](\\.\\d+)+") ? "&" + system + "&ISO" : escaped(system);
        return escaped(identifier.value()) + "^^^" + authority + "^" + escaped(identifier.type());
    }

    private static String name(PersonName name) {
        return components(name.family(), name.given(), name.middle(), name.suffix(), name.prefix());
    }

    private static String components(String... parts) {
        return Stream.of(parts).map(OruWriter::escaped).collect(Collectors.joining("^"));
    }

    private static String repeated(Stream<String> repetitions) {
        return repetitions.collect(Collectors.joining("~"));
    }

    /** A segment from pairs of field number, rising, and encoded value. */
    private static String segment(String name, Object... fields) {
        StringBuilder out = new StringBuilder(name);
        int at = 0;
        for (int i = 0; i < fields.length; i += 2) {
            int field = (Integer) fields[i];
            out.append("|".repeat(field - at)).append(fields[i + 1]);
            at = field;
        }
        return out.toString();
    }

    /** HL7 v2.5.1 section 2.7; a line end is a formatting command. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.replace("\r\n", "\n").replace('\r', '\n').chars().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\E\\");
                case '|' -> out.append("\\F\\");
                case '^' -> out.append("\\S\\");
                case '&' -> out.append("\\T\\");
                case '~' -> out.append("\\R\\");
                case '\n' -> out.append("\\.br\\");
                default -> out.append((char) c);
            }
        });
        return out.toString();
    }

    private static String accession(String idempotencyKey) {
        int version = idempotencyKey.lastIndexOf('|', idempotencyKey.lastIndexOf('|') - 1);
        String report = idempotencyKey.substring(0, version);
        return report.substring(report.indexOf('|') + 1);
    }

    private static String controlId(String idempotencyKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(idempotencyKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, CONTROL_ID);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
