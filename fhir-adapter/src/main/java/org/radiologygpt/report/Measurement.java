package org.radiologygpt.report;

import java.math.BigDecimal;
import java.util.List;

/**
 * One OBX that is a value, not text.
 *
 * @param code OBX-3, all codings
 * @param value OBX-5
 * @param unit OBX-6; blank code where there is none
 * @param referenceRange OBX-7
 * @param flags OBX-8, HL7 table 0078
 * @param status OBX-11, HL7 table 0085
 * @param time OBX-14 as ISO 8601
 * @param method OBX-17
 */
public record Measurement(
        List<Coding> code,
        Value value,
        Coding unit,
        String referenceRange,
        List<String> flags,
        String status,
        String time,
        List<Coding> method) {
    public Measurement {
        code = List.copyOf(code);
        flags = List.copyOf(flags);
        method = List.copyOf(method);
    }

    /** OBX-5 by its data type. */
    public sealed interface Value {}

    /**
     * NM, or SN with one number.
     *
     * @param comparator {@code <}, {@code <=}, {@code >}, {@code >=} or empty
     */
    public record Amount(String comparator, BigDecimal number) implements Value {}

    /** SN {@code ^3^-^5}, or NR. */
    public record Span(BigDecimal low, BigDecimal high) implements Value {}

    /** SN {@code ^1^:^128}. */
    public record Proportion(BigDecimal numerator, BigDecimal denominator) implements Value {}

    /** CE, CWE, CNE, IS, ID: one coded value. */
    public record Coded(List<Coding> codings) implements Value {
        public Coded {
            codings = List.copyOf(codings);
        }
    }

    /** DT, DTM, TS as ISO 8601. */
    public record Moment(String time) implements Value {}

    /** What fits none of these, as it stands. */
    public record Words(String text) implements Value {}
}
