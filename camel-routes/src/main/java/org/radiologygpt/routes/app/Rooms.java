package org.radiologygpt.routes.app;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.radiologygpt.deid.DeidAudit;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftSettings;
import org.radiologygpt.fhir.FhirEndpoint;
import org.radiologygpt.fhir.RestFhirStore;
import org.radiologygpt.guard.Guards;
import org.radiologygpt.routes.draft.DraftImpression;
import org.radiologygpt.routes.draft.Drafter;
import org.radiologygpt.routes.draft.ImpressionModel;
import org.radiologygpt.routes.writeback.DraftStore;
import org.radiologygpt.routes.writeback.FhirDraftStore;

/** Fits the rooms together as the configuration says. */
final class Rooms {
    private Rooms() {}

    static Drafter drafter(EngineConfig config, ImpressionModel model, Clock clock, Consumer<DeidAudit> audit) {
        return new DraftImpression(Deidentifier.placeholders(), model, Guards.standard(config.guards()), clock, audit);
    }

    static DraftStore store(EngineConfig config, Clock clock) {
        EngineConfig.DraftPolicy policy = config.draft();
        DraftSettings settings = new DraftSettings(
                policy.banner(), policy.status(), "Radiology-GPT", version(), policy.owner(), policy.expiry());
        FhirEndpoint endpoint = new FhirEndpoint(
                config.fhir().url(),
                config.fhir().connectTimeout(),
                config.fhir().timeout(),
                2 * config.kafka().consumers(),
                () -> config.fhir().token());
        return new FhirDraftStore(
                new RestFhirStore(endpoint, clock), new DraftBundle(settings, clock), policy.banner());
    }

    private static String version() {
        return Optional.ofNullable(Rooms.class.getPackage().getImplementationVersion())
                .orElse("0.1.0");
    }
}
