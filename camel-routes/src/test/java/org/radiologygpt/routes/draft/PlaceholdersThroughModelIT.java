package org.radiologygpt.routes.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiologygpt.deid.Deidentified;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deid.Restored;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.model.server.ModelServer;
import org.radiologygpt.model.server.ServerOptions;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/**
 * Placeholders through the real model server and the demo model, which has never seen one: whatever it makes of them, no
 * identifier reaches it, those that come back whole are restored, and anything else that looks like one is reported.
 */
class PlaceholdersThroughModelIT {
    private static final Path DEMO_MODEL = Path.of("../config/demo-model");
    private static final List<KnownIdentifier> KNOWN = List.of(
            new KnownIdentifier.Name(PersonName.of("Thistlewood", "Edmund")),
            new KnownIdentifier.Name(PersonName.of("Okonkwo", "Mariela")),
            new KnownIdentifier.Number("QX7718823"));
    private static final List<String> FINDINGS = List.of(
            "Small left pleural effusion. Discussed with Dr. Okonkwo on 3/4/2024 at 10:42.",
            "The lungs are clear. Compared with the study of Edmund Thistlewood, MRN QX7718823.",
            "Large right pneumothorax. Edmund Thistlewood was told; Mariela Okonkwo was called at (610) 555-0142.",
            "Mild cardiomegaly. No change since March 4, 2024. Accession QX7718823.",
            "No acute abnormality. [NAME-7] stood in the text itself, as Okonkwo wrote.");

    @Test
    void what_comes_back_is_restored_or_reported() throws IOException {
        assumeTrue(Files.exists(DEMO_MODEL.resolve("model.safetensors")), "config/demo-model is not there");
        try (LoadedModel loaded = LoadedModel.open(DEMO_MODEL, Optional.empty());
                ModelServer server = ModelServer.start(
                        ServerOptions.DEFAULT.withAddress("127.0.0.1", 0), List.of(loaded), Clock.systemUTC())) {
            ImpressionModel model = new HttpImpressionModel(
                    HttpClient.newHttpClient(),
                    ModelEndpoint.of(URI.create("http://127.0.0.1:" + server.port()), loaded.name()),
                    Clock.systemUTC());
            FINDINGS.forEach(findings -> roundTrip(findings, model));
        }
    }

    private static void roundTrip(String findings, ImpressionModel model) {
        Deidentified clean = Deidentifier.placeholders().deidentify(findings, KNOWN);
        String prompt = PromptTemplate.IMPRESSION.render(PromptTemplate.plain(clean.text()));
        assertThat(prompt).doesNotContainIgnoringCase("thistlewood").doesNotContain("Okonkwo", "7718823", "555-0142");
        String answer = model.complete(prompt).text();
        // With the placeholder of the report put before the answer, so that one comes back whatever the model wrote.
        String draft = clean.text() + "\n" + answer;
        Restored restored = clean.map().restore(draft);
        assertThat(restored.text()).startsWith(findings + "\n");
        if (restored.unresolved().isEmpty()) {
            assertThat(clean.map().restore(answer).text())
                    .doesNotContain("[NAME-1]", "[DATE-1]", "[PHONE-1]", "[ID-1]", "[MRN-1]");
        }
    }
}
