package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class AuditedFhirStoreTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T18:30:00Z"), ZoneOffset.UTC);

    private final ReadAudit audit = new ReadAudit(DraftSettings.defaults("0.1.0"), CLOCK);
    private final List<Bundle> written = new ArrayList<>();
    private boolean down;
    private String refused = "";

    private final FhirStore server = new FhirStore() {
        @Override
        public Optional<StoredDraft> findDraft(String idempotencyKey) {
            return Optional.empty();
        }

        @Override
        public Optional<DraftResources> load(String idempotencyKey) {
            return Optional.empty();
        }

        @Override
        public void write(Bundle transaction) {
            if (down) {
                throw new FhirStoreException(
                        FhirStoreException.Kind.RETRYABLE, 503, Optional.empty(), List.of(), "down");
            }
            if (!refused.isEmpty()
                    && FhirR4.json().encodeResourceToString(transaction).contains("DiagnosticReport/" + refused)) {
                throw new FhirStoreException(
                        FhirStoreException.Kind.PERMANENT, 422, Optional.empty(), List.of(), "refused");
            }
            written.add(transaction);
        }
    };

    private void read(String id) {
        DiagnosticReport report = new DiagnosticReport();
        report.setId("DiagnosticReport/" + id);
        report.setSubject(new Reference("Patient/7"));
        audit.found(report, "DiagnosticReport?identifier=" + id);
    }

    private static Bundle draft() {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        bundle.addEntry().setResource(new DiagnosticReport());
        return bundle;
    }

    private List<AuditEvent> events(int call) {
        return written.get(call).getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(AuditEvent.class::isInstance)
                .map(AuditEvent.class::cast)
                .toList();
    }

    @Test
    void read_goes_with_the_transaction_that_follows_once() {
        AuditedFhirStore store = AuditedFhirStore.start(server, audit, true);
        read("12");
        Bundle first = draft();
        store.write(first);
        store.write(draft());
        store.close();
        assertThat(first.getEntry()).hasSize(1);
        assertThat(written).hasSize(2);
        assertThat(events(1)).isEmpty();
        AuditEvent event = events(0).get(0);
        assertThat(event.getAction()).isEqualTo(AuditEvent.AuditEventAction.E);
        assertThat(event.getEntity())
                .extracting(entity -> entity.getRole().getCode())
                .containsExactly("4", "1", "24");
        assertThat(new String(event.getEntity().get(2).getQuery(), StandardCharsets.UTF_8))
                .isEqualTo("DiagnosticReport?identifier=12");
    }

    @Test
    void read_that_a_broken_transaction_took_along_is_written_later_under_the_same_name() {
        AuditedFhirStore store = AuditedFhirStore.start(server, audit, true);
        read("12");
        down = true;
        assertThatThrownBy(() -> store.write(draft())).isInstanceOf(FhirStoreException.class);
        store.flush();
        down = false;
        store.flush();
        store.close();
        assertThat(written).hasSize(1);
        assertThat(events(0)).hasSize(1);
        assertThat(written.get(0).getEntryFirstRep().getRequest().getIfNoneExist())
                .contains(events(0).get(0).getMeta().getTagFirstRep().getCode());
    }

    @Test
    void event_that_the_server_refuses_holds_up_no_draft_and_no_other_event() {
        AuditedFhirStore store = AuditedFhirStore.start(server, audit, true);
        refused = "12";
        read("12");
        read("13");
        store.write(draft());
        assertThat(events(0)).isEmpty();
        store.flush();
        store.close();
        assertThat(written).hasSize(2);
        assertThat(events(1)).hasSize(1);
    }

    @Test
    void store_of_single_calls_writes_reads_by_themselves() {
        AuditedFhirStore store = AuditedFhirStore.start(server, audit, false);
        read("12");
        store.write(draft());
        assertThat(events(0)).isEmpty();
        store.close();
        assertThat(events(1)).hasSize(1);
    }

    @Test
    void reads_that_no_server_takes_do_not_fill_the_memory() {
        for (int i = 0; i <= ReadAudit.MOST; i++) {
            read("12");
        }
        assertThat(audit.take(Integer.MAX_VALUE)).hasSize(ReadAudit.MOST);
    }
}
