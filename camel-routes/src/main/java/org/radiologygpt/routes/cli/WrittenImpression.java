package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/**
 * A line of {@code guard}: an impression, and the report that it belongs to as far as the line tells.
 *
 * @param id as given, or empty
 */
record WrittenImpression(String id, String impression, RadiologyReport report) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<SectionKind> SECTIONS = List.of(
            SectionKind.FINDINGS,
            SectionKind.COMPARISON,
            SectionKind.INDICATION,
            SectionKind.TECHNIQUE,
            SectionKind.RECOMMENDATION);

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException saying what is wrong, without the line's content
     */
    static WrittenImpression parse(String line) {
        JsonNode json = read(line);
        for (String key : List.of("findings", "impression")) {
            if (!json.path(key).isTextual()) {
                throw new IllegalArgumentException("no text under " + key);
            }
        }
        return new WrittenImpression(
                json.path("id").asText(""), json.path("impression").asText(), report(json));
    }

    private static JsonNode read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // told below: what the parser says could quote the line
        }
        throw new IllegalArgumentException("the line is no JSON object");
    }

    private static RadiologyReport report(JsonNode json) {
        List<Section> sections = new ArrayList<>();
        for (SectionKind kind : SECTIONS) {
            String text = json.path(kind.key()).asText("");
            if (!text.isBlank()) {
                sections.add(new Section(kind, text));
            }
        }
        String site = json.path("site").asText("");
        return new RadiologyReport(
                new ReportKey(site.isBlank() ? "guard" : site, "1"),
                "1",
                Instant.EPOCH,
                "1",
                ReportStatus.PRELIMINARY,
                new Patient(
                        List.of(), List.of(), Optional.empty(), json.path("sex").asText(""), ""),
                order(json.path("procedure").asText("")),
                sections,
                List.of(),
                List.of(),
                "",
                List.of());
    }

    private static Order order(String procedure) {
        List<Coding> codings = procedure.isBlank() ? List.of() : List.of(new Coding("", "", procedure));
        return new Order("", "", "1", codings, "", Optional.empty(), "", PersonName.of("", ""), "");
    }
}
