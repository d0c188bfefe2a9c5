package org.radiologygpt.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The reports that come as FHIR stand on the hospital's server before: a draft points at the report it was made from, and a
 * server that keeps its references whole refuses what points nowhere.
 */
final class Sources {
    private static final int AT_ONCE = 100;

    private Sources() {}

    static void store(URI server, List<Message> messages) throws IOException, InterruptedException {
        List<Integer> reports = messages.stream()
                .filter(Message::fhir)
                .map(Message::report)
                .distinct()
                .toList();
        for (int i = 0; i < reports.size(); i += AT_ONCE) {
            post(server, reports.subList(i, Math.min(reports.size(), i + AT_ONCE)));
        }
    }

    private static void post(URI server, List<Integer> reports) throws IOException, InterruptedException {
        String entries = reports.stream().map(Sources::entry).collect(Collectors.joining(","));
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}";
        HttpRequest request = HttpRequest.newBuilder(server)
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString(bundle))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the reports are not stored: HTTP " + answer.statusCode());
        }
    }

    private static String entry(int report) {
        return "{\"resource\":{\"resourceType\":\"DiagnosticReport\",\"id\":\"r" + report
                + "\",\"status\":\"registered\",\"code\":{\"text\":\"XR Chest 2 Views\"}},"
                + "\"request\":{\"method\":\"PUT\",\"url\":\"DiagnosticReport/r" + report + "\"}}";
    }
}
