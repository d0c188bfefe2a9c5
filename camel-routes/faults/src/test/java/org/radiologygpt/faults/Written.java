package org.radiologygpt.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the engines left on the FHIR server. */
final class Written {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DRAFT = "https://radiologygpt.org/fhir/identifier/draft";
    private static final String TASK = "https://radiologygpt.org/fhir/identifier/review-task";
    private static final String ORIGIN = "https://radiologygpt.org/fhir/tag/origin-record";
    private static final String PROVENANCE = "https://radiologygpt.org/fhir/tag/draft-provenance";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<String, List<String>> tasks = new HashMap<>();
    private final List<String> provenances = new ArrayList<>();

    /**
     * One draft.
     *
     * @param key {@code source|accession|version|n}
     * @param origin the record that it was made from
     */
    record Draft(String key, String origin, String status, Instant lastUpdated) {

        boolean isOpen() {
            return status.equals("preliminary") || status.equals("partial");
        }

        /** {@code source|accession} and n: each number of a report is given once. */
        String reportAndNumber() {
            String[] parts = key.split("\\|");
            return parts[0] + "|" + parts[1] + " " + parts[parts.length - 1];
        }
    }

    private Written(URI server) {
        this.server = server;
    }

    static Written on(URI server) {
        Written written = new Written(server);
        written.each("DiagnosticReport", written::draft);
        written.each("Task", written::task);
        written.each("Provenance", written::provenance);
        return written;
    }

    /** Drafts alone, without tasks and provenances. */
    static List<Draft> drafts(URI server) {
        Written written = new Written(server);
        written.each("DiagnosticReport", written::draft);
        return written.drafts;
    }

    private void each(String type, Consumer<JsonNode> reader) {
        String next = server + "/" + type + "?_count=200";
        while (!next.isEmpty()) {
            JsonNode page = page(next);
            page.path("entry").forEach(entry -> reader.accept(entry.path("resource")));
            next = "";
            for (JsonNode link : page.path("link")) {
                next = link.path("relation").asText().equals("next")
                        ? link.path("url").asText()
                        : next;
            }
        }
    }

    private JsonNode page(String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Cache-Control", "no-cache")
                .build();
        try {
            return JSON.readTree(
                    client.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reports that stood there before are none of ours. */
    private void draft(JsonNode report) {
        if (identifier(report, DRAFT).isEmpty()) {
            return;
        }
        drafts.add(new Draft(
                identifier(report, DRAFT),
                tag(report, ORIGIN),
                report.path("status").asText(),
                Instant.parse(report.path("meta").path("lastUpdated").asText("1970-01-01T00:00:00Z"))));
    }

    private void task(JsonNode task) {
        tasks.computeIfAbsent(identifier(task, TASK), none -> new ArrayList<>())
                .add(task.path("status").asText());
    }

    private void provenance(JsonNode provenance) {
        provenances.add(tag(provenance, PROVENANCE));
    }

    private static String identifier(JsonNode resource, String system) {
        for (JsonNode identifier : resource.path("identifier")) {
            if (identifier.path("system").asText().equals(system)) {
                return identifier.path("value").asText();
            }
        }
        return "";
    }

    private static String tag(JsonNode resource, String system) {
        for (JsonNode tag : resource.path("meta").path("tag")) {
            if (tag.path("system").asText().equals(system)) {
                return tag.path("code").asText();
            }
        }
        return "";
    }

    List<Draft> drafts() {
        return drafts;
    }

    /** The statuses of the tasks of a draft. */
    List<String> tasks(Draft draft) {
        return tasks.getOrDefault(draft.key(), List.of());
    }

    /** One for each draft and each withdrawal, by its tag. */
    List<String> provenances() {
        return provenances;
    }
}
