package org.radiologygpt.fhir;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.MessageSourceComponent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;

/**
 * The names by which a source profile may know who sent a report. FHIR has no MSH-3 and MSH-4; what stands for them is
 * {@code meta.source}, the systems of the report's identifiers and a MessageHeader's source (application), and the
 * organisations that performed the report or assigned its identifiers (facility).
 */
record Sender(Set<String> applications, Set<String> facilities) {

    static Sender of(ReceivedReport received) {
        DiagnosticReport report = received.report();
        Stream<String> systems = report.getIdentifier().stream().map(Identifier::getSystem);
        Stream<String> headers =
                received.all(MessageHeader.class).map(MessageHeader::getSource).flatMap(Sender::names);
        Stream<Reference> assigners = report.getIdentifier().stream().map(Identifier::getAssigner);
        return new Sender(
                names(Stream.concat(Stream.of(metaSource(report)), Stream.concat(systems, headers))),
                names(Stream.concat(report.getPerformer().stream(), assigners)
                        .flatMap(organisation -> names(received, organisation))));
    }

    SourceProfile profile(SourceProfiles profiles) {
        return profiles.forSender(applications, facilities);
    }

    /** {@code meta.source} without the fragment, which names one message. */
    static String metaSource(DiagnosticReport report) {
        return Objects.requireNonNullElse(report.getMeta().getSource(), "").replaceFirst("#.*$", "");
    }

    private static Stream<String> names(MessageSourceComponent source) {
        return Stream.of(source.getName(), source.getSoftware(), source.getEndpoint());
    }

    private static Stream<String> names(ReceivedReport received, Reference organisation) {
        Stream<String> resource = received.resolve(organisation, Organization.class).stream()
                .flatMap(found -> Stream.concat(
                        Stream.of(found.getName()),
                        found.getIdentifier().stream().map(Identifier::getValue)));
        return Stream.concat(
                Stream.of(
                        organisation.getDisplay(), organisation.getIdentifier().getValue()),
                resource);
    }

    /** The empty name stands last: a profile for any sender fits it. */
    private static Set<String> names(Stream<String> found) {
        Set<String> names = new LinkedHashSet<>();
        found.filter(name -> name != null && !name.isBlank()).map(String::strip).forEach(names::add);
        names.add("");
        return names;
    }
}
