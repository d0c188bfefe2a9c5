package org.radiologygpt.hl7v2;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.radiologygpt.report.Demographics;
import org.radiologygpt.report.Demographics.Address;
import org.radiologygpt.report.Demographics.Telecom;
import org.radiologygpt.report.Demographics.UsedName;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.Measurement;
import org.radiologygpt.report.OrderedStudy;
import org.radiologygpt.report.Participant;
import org.radiologygpt.report.Participant.Role;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.ReportDetails;
import org.radiologygpt.report.Visit;

/** The parts of a message that only a conversion needs (field map of the v2-to-FHIR guide): one walk in file order. */
final class DetailReader {
    private final ZoneId zone;
    private final List<OrderedStudy> orders = new ArrayList<>();
    private final Set<Participant> participants = new LinkedHashSet<>();
    private final List<Measurement> measurements = new ArrayList<>();
    private Demographics demographics = Demographics.none();
    private Optional<Visit> visit = Optional.empty();
    private Optional<FieldValues> orc = Optional.empty();

    private DetailReader(ZoneId zone) {
        this.zone = zone;
    }

    /** The details of a message; times without an offset are in the given zone. */
    static ReportDetails of(Hl7Message message, ZoneId zone) {
        DetailReader reader = new DetailReader(zone);
        message.segments().forEach(reader::read);
        return new ReportDetails(
                reader.demographics,
                reader.visit,
                reader.orders,
                List.copyOf(reader.participants),
                reader.measurements);
    }

    private void read(RawSegment segment) {
        switch (segment.name()) {
            case "PID" -> patient(new FieldValues(segment));
            case "PV1" -> visit(new FieldValues(segment));
            case "ORC" -> orc = Optional.of(new FieldValues(segment));
            case "OBR" -> order(new FieldValues(segment));
            case "TQ1" -> priority(new FieldValues(segment).first(9));
            case "OBX" -> Measurements.read(segment, zone).ifPresent(measurements::add);
            default -> {}
        }
    }

    private void patient(FieldValues pid) {
        if (demographics != Demographics.none()) {
            return;
        }
        List<UsedName> names = new ArrayList<>();
        for (int field : new int[] {5, 9}) {
            for (String repetition : pid.repetitions(field)) {
                PersonName name = pid.name(repetition, 1);
                if (!name.isBlank()) {
                    names.add(new UsedName(name, pid.component(repetition, 7)));
                }
            }
        }
        List<Identifier> accounts = new ArrayList<>();
        identifier(pid, 18, "AN", accounts);
        identifier(pid, 19, "SS", accounts);
        demographics =
                new Demographics(names, IsoTime.date(pid.first(7), zone), accounts, addresses(pid), telecoms(pid));
    }

    private static void identifier(FieldValues segment, int field, String type, List<Identifier> into) {
        segment.repetitions(field).stream()
                .map(repetition -> segment.identifier(repetition, type))
                .filter(identifier -> !identifier.value().isEmpty())
                .forEach(into::add);
    }

    private static List<Address> addresses(FieldValues pid) {
        return pid.repetitions(11).stream()
                .map(xad -> new Address(
                        List.of(pid.component(xad, 1), pid.component(xad, 2)),
                        pid.component(xad, 3),
                        pid.component(xad, 4),
                        pid.component(xad, 5),
                        pid.component(xad, 6),
                        pid.component(xad, 9),
                        pid.component(xad, 7)))
                .toList();
    }

    private static List<Telecom> telecoms(FieldValues pid) {
        List<Telecom> telecoms = new ArrayList<>();
        for (int field : new int[] {13, 14}) {
            String otherwise = field == 13 ? "PRN" : "WPN";
            for (String xtn : pid.repetitions(field)) {
                String use = pid.component(xtn, 2);
                String mail = pid.component(xtn, 4);
                String number = pid.component(xtn, 1);
                String value = number.isEmpty() ? mail.isEmpty() ? pid.component(xtn, 12) : mail : number;
                String equipment = value.contains("@") ? "INTERNET" : pid.component(xtn, 3);
                telecoms.add(new Telecom(value, use.isEmpty() ? otherwise : use, equipment));
            }
        }
        telecoms.removeIf(telecom -> telecom.value().isEmpty());
        return telecoms;
    }

    private void visit(FieldValues pv1) {
        if (visit.isPresent()) {
            return;
        }
        List<Identifier> numbers = new ArrayList<>();
        identifier(pv1, 19, "VN", numbers);
        identifier(pv1, 50, "", numbers);
        visit = Optional.of(new Visit(
                pv1.first(2),
                numbers,
                IsoTime.of(pv1.first(44), zone),
                IsoTime.of(pv1.first(45), zone),
                location(pv1),
                pv1.first(10)));
        people(pv1, 7, Role.ATTENDING);
        people(pv1, 8, Role.REFERRING);
        people(pv1, 9, Role.CONSULTING);
        people(pv1, 17, Role.ADMITTING);
    }

    /** Point of care, room, bed, facility. */
    private static String location(FieldValues pv1) {
        List<String> parts = new ArrayList<>();
        for (int component = 1; component <= 4; component++) {
            parts.add(pv1.component(pv1.raw(3), component));
        }
        return parts.stream().filter(part -> !part.isEmpty()).distinct().collect(Collectors.joining(", "));
    }

    private void order(FieldValues obr) {
        FieldValues control = orc.orElse(obr);
        orc = Optional.empty();
        boolean withOrc = control != obr;
        orders.add(new OrderedStudy(
                first(control.entity(2, "PLAC"), obr.entity(2, "PLAC")),
                first(control.entity(3, "FILL"), obr.entity(3, "FILL")),
                obr.codings(4),
                obr.first(24),
                withOrc ? control.first(5) : "",
                priority(obr),
                withOrc && control.first(1).equals("NW")
                        ? IsoTime.of(control.first(9), zone)
                        : IsoTime.of(obr.first(6), zone),
                IsoTime.of(obr.first(7), zone),
                IsoTime.of(obr.first(8), zone),
                obr.codings(31),
                information(obr)));
        int before = participants.size();
        people(obr, 16, Role.ORDERING);
        if (withOrc && participants.size() == before) {
            people(control, 12, Role.ORDERING);
        }
        people(obr, 32, Role.INTERPRETER);
        people(obr, 33, Role.ASSISTANT);
        people(obr, 34, Role.TECHNICIAN);
        people(obr, 35, Role.TRANSCRIPTIONIST);
    }

    private static Identifier first(Identifier one, Identifier other) {
        return one.value().isEmpty() ? other : one;
    }

    private static String information(FieldValues obr) {
        return obr.repetitions(13).stream()
                .map(obr::words)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String priority(FieldValues obr) {
        String timing = obr.component(obr.raw(27), 6);
        return timing.isEmpty() ? obr.first(5) : timing;
    }

    /** TQ1 follows the OBR whose timing it is. */
    private void priority(String code) {
        if (!code.isEmpty() && !orders.isEmpty()) {
            OrderedStudy last = orders.remove(orders.size() - 1);
            orders.add(new OrderedStudy(
                    last.placer(),
                    last.filler(),
                    last.procedure(),
                    last.section(),
                    last.orderStatus(),
                    code,
                    last.authored(),
                    last.start(),
                    last.end(),
                    last.reasons(),
                    last.clinicalInformation()));
        }
    }

    private void people(FieldValues segment, int field, Role role) {
        for (String repetition : segment.repetitions(field)) {
            Participant person =
                    nested(segment, repetition) ? ndl(segment, repetition, role) : xcn(segment, repetition, role);
            if (!person.id().value().isEmpty() || !person.name().isBlank()) {
                participants.add(person);
            }
        }
    }

    /** NDL: the name stands in the subcomponents of the first component. */
    private static boolean nested(FieldValues segment, String repetition) {
        return !segment.subcomponent(repetition, 1, 2).isEmpty()
                || !segment.subcomponent(repetition, 1, 3).isEmpty();
    }

    private static Participant xcn(FieldValues segment, String xcn, Role role) {
        Identifier id =
                new Identifier(segment.authority(xcn, 9), segment.component(xcn, 1), segment.component(xcn, 13));
        return new Participant(role, id, segment.name(xcn, 2));
    }

    private static Participant ndl(FieldValues segment, String ndl, Role role) {
        Identifier id = new Identifier(segment.subcomponent(ndl, 1, 9), segment.subcomponent(ndl, 1, 1), "");
        PersonName name = new PersonName(
                segment.subcomponent(ndl, 1, 2),
                segment.subcomponent(ndl, 1, 3),
                segment.subcomponent(ndl, 1, 4),
                segment.subcomponent(ndl, 1, 6),
                segment.subcomponent(ndl, 1, 5));
        return new Participant(role, id, name);
    }
}
