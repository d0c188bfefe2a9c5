package org.radiologygpt.report;

import java.util.List;

/**
 * One OBR with its ORC and TQ1; several in one report are linked orders. An absent part is the empty string, times are
 * ISO 8601 as precise as they were sent.
 *
 * @param placer ORC-2 or OBR-2 with its assigning authority; blank value where there is none
 * @param filler ORC-3 or OBR-3, the same
 * @param procedure OBR-4, all codings
 * @param section OBR-24, HL7 table 0074
 * @param orderStatus ORC-5, HL7 table 0038
 * @param priority TQ1-9, OBR-27 or OBR-5, HL7 table 0485
 * @param authored ORC-9, time of the order event where it is the new order ({@code ORC-1 NW}); else OBR-6
 * @param start OBR-7
 * @param end OBR-8
 * @param reasons OBR-31, reason for study
 * @param clinicalInformation OBR-13, relevant clinical information
 */
public record OrderedStudy(
        Identifier placer,
        Identifier filler,
        List<Coding> procedure,
        String section,
        String orderStatus,
        String priority,
        String authored,
        String start,
        String end,
        List<Coding> reasons,
        String clinicalInformation) {
    public OrderedStudy {
        procedure = List.copyOf(procedure);
        reasons = List.copyOf(reasons);
    }
}
