package org.radiologygpt.routes.control;

import java.util.Locale;
import java.util.stream.Stream;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Participant;
import org.radiologygpt.report.Participant.Role;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;

/** By what a rule chooses its reports. */
public enum Scope {
    /** All of them; has no value. */
    ALL {
        @Override
        Stream<String> values(RadiologyReport report) {
            return Stream.of("");
        }
    },
    /** Sending system: {@code MSH-3/MSH-4}, MSH-4 alone, or a FHIR identifier system. */
    SITE {
        @Override
        Stream<String> values(RadiologyReport report) {
            return sites(report.key());
        }
    },
    /** Diagnostic section (OBR-24, HL7 table 0074), as {@code CT}. */
    MODALITY {
        @Override
        Stream<String> values(RadiologyReport report) {
            return orders(report).map(Order::section);
        }
    },
    /** Number of the reading radiologist (OBR-32.1, OBR-33.1). */
    READER {
        @Override
        Stream<String> values(RadiologyReport report) {
            return report.details().participants().stream()
                    .filter(one -> one.role() == Role.INTERPRETER || one.role() == Role.ASSISTANT)
                    .map(Participant::id)
                    .map(id -> id.value());
        }
    },
    /** A code of the procedure (OBR-4), as {@code 71046}. */
    PROCEDURE {
        @Override
        Stream<String> values(RadiologyReport report) {
            return orders(report).flatMap(order -> order.procedure().stream()).map(Coding::code);
        }
    },
    /** A confidentiality code (ORC-28, FHIR {@code meta.security}), as {@code R} or a site's own {@code VIP}. */
    LABEL {
        @Override
        Stream<String> values(RadiologyReport report) {
            return report.securityLabels().stream().map(Coding::code);
        }
    };

    /** The values of a report that a rule of this scope is compared with. */
    abstract Stream<String> values(RadiologyReport report);

    boolean chooses(String value, RadiologyReport report) {
        return values(report).anyMatch(one -> folded(one).equals(folded(value)));
    }

    /** Lower case, as {@code modality}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a rule about a site, or about all, is about this report. */
    boolean chooses(String value, ReportKey key) {
        return this == ALL
                || this == SITE && sites(key).anyMatch(one -> folded(one).equals(folded(value)));
    }

    private static Stream<String> sites(ReportKey key) {
        String source = key.source();
        return source.contains("://")
                ? Stream.of(source)
                : Stream.of(source, source.substring(source.indexOf('/') + 1));
    }

    private static Stream<Order> orders(RadiologyReport report) {
        return Stream.concat(Stream.of(report.order()), report.linkedOrders().stream());
    }

    private static String folded(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
