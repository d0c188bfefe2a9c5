package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.radiologygpt.deid.DeidAudit;
import org.radiologygpt.deid.DeidKey;
import org.radiologygpt.deid.DeidPolicy;
import org.radiologygpt.deid.DeidentificationException;
import org.radiologygpt.deid.Rendering;
import org.radiologygpt.deid.ReportScrub;
import org.radiologygpt.fhir.FhirDeidentifier;
import org.radiologygpt.hl7v2.OruDeidentifier;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ScrubException;
import org.radiologygpt.report.SourceProfiles;

/** Whole messages and resources without identifiers, by a policy. */
final class StructuredDeidentification implements Deidentification {
    private final DeidPolicy policy;
    private final DeidKey key;
    private final OruDeidentifier oru;
    private final FhirDeidentifier fhir;
    private final TextDeidentification texts;
    private DeidAudit audit = DeidAudit.none();

    StructuredDeidentification(DeidPolicy policy, DeidKey key, SourceProfiles profiles) {
        this.policy = policy;
        this.key = key;
        this.oru = new OruDeidentifier(profiles, policy.segments());
        this.fhir = new FhirDeidentifier(policy.resources(), policy.extensions());
        this.texts = new TextDeidentification(
                policy.text(), policy.text() == Rendering.SURROGATES ? Optional.of(key) : Optional.empty());
    }

    @Override
    public DeidAudit audit() {
        return audit;
    }

    @Override
    public Optional<DeidKey> key() {
        return Optional.of(key);
    }

    @Override
    public ObjectNode line(JsonLines lines, Readers readers, InputMessage message) {
        audit = DeidAudit.none();
        if (message instanceof InputMessage.Text) {
            ObjectNode line = texts.line(lines, readers, message);
            audit = texts.audit();
            return line;
        }
        ReadOutcome outcome = readers.read(message);
        if (outcome instanceof ReadOutcome.Read read) {
            ReportScrub scrub = new ReportScrub(policy, key, read.report());
            ObjectNode line = clean(lines, message, scrub);
            audit = scrub.audit();
            return line.set("audit", AuditLine.counts(lines.mapper(), audit));
        }
        ReadOutcome.Rejected rejected = (ReadOutcome.Rejected) outcome;
        return lines.rejected(message.source(), rejected.reason(), rejected.detail());
    }

    private ObjectNode clean(JsonLines lines, InputMessage message, ReportScrub scrub) {
        ObjectNode line = lines.line(message.source(), "deidentified");
        try {
            if (message instanceof InputMessage.Hl7 hl7) {
                line.put("message", checked(oru.clean(hl7.bytes(), scrub), scrub));
            } else if (message instanceof InputMessage.Fhir resource) {
                line.set("resource", lines.mapper().readTree(checked(fhir.clean(resource.bytes(), scrub), scrub)));
            }
            return line.put("key", key.id());
        } catch (DeidentificationException e) {
            return lines.line(message.source(), "withheld")
                    .put("reason", e.reason().code());
        } catch (JsonProcessingException | RuntimeException | StackOverflowError e) {
            String detail =
                    e instanceof ScrubException ? e.getMessage() : e.getClass().getSimpleName();
            return lines.line(message.source(), "withheld")
                    .put(
                            "reason",
                            DeidentificationException.Reason.DEIDENTIFIER_FAULT
                                    .name()
                                    .toLowerCase(Locale.ROOT))
                    .put("detail", detail);
        }
    }

    private static String checked(String output, ReportScrub scrub) {
        scrub.check(output);
        return output;
    }
}
