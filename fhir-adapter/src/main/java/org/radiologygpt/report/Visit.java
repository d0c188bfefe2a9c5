package org.radiologygpt.report;

import java.util.List;

/**
 * The visit during which the examination was made (PV1); an absent part is the empty string.
 *
 * @param patientClass PV1-2, HL7 table 0004
 * @param numbers PV1-19 (type {@code VN}) and PV1-50
 * @param start PV1-44 as ISO 8601
 * @param end PV1-45 as ISO 8601
 * @param location PV1-3 in words
 * @param service PV1-10, hospital service
 */
public record Visit(
        String patientClass, List<Identifier> numbers, String start, String end, String location, String service) {
    public Visit {
        numbers = List.copyOf(numbers);
    }
}
