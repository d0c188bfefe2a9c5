package org.radiologygpt.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.radiologygpt.report.AccessionField;
import org.radiologygpt.report.ReportStatus;

/** Values of a source profile as what they stand for; refusals say what is allowed. */
final class ProfileValues {
    private ProfileValues() {}

    /** A code of OBR-25 or of FHIR. */
    static ReportStatus status(String value) {
        return ResultStatus.of(value)
                .map(ResultStatus::status)
                .orElseGet(() -> one("defaultStatus", value, ReportStatus.values(), ReportStatus::code));
    }

    static AccessionField accession(String value) {
        return one("accessionField", value, AccessionField.values(), field -> field.name()
                .replace('_', '-'));
    }

    static ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "timeZone: " + value + " is none; write for example America/Chicago or UTC");
        }
    }

    static Charset charset(String value) {
        try {
            return Hl7Charset.named(value).orElseGet(() -> Charset.forName(value));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(
                    "charset: " + value + " is unknown; write for example UTF-8 or windows-1252");
        }
    }

    static <T> T one(String path, String value, T[] allowed, Function<T, String> code) {
        return Arrays.stream(allowed)
                .filter(option -> code.apply(option).equals(value.toLowerCase(Locale.ROOT))
                        || code.apply(option).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + ": " + value + " is none of "
                        + Arrays.stream(allowed).map(code).collect(Collectors.joining(", "))));
    }
}
