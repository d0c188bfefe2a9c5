package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SourceProfile;

/** Every element that names or numbers somebody reaches the list of what must go from the text, wherever it stands. */
class KnownIdentifiersTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Patient | "name":[{"family":"Quistgaard","given":["Thea"]}] | name Quistgaard Thea
            Patient | "name":[{"use":"maiden","family":"Holm"}] | name Holm
            Patient | "name":[{"text":"Thea Quistgaard"}] | name Quistgaard Thea
            Patient | "identifier":[{"system":"urn:oid:1.2","value":"MRN-55677"}] | number MRN-55677
            Patient | "identifier":[{"type":{"coding":[{"code":"SS"}]},"value":"078-05-1120"}] | number 078-05-1120
            Patient | "telecom":[{"system":"phone","value":"+45 20304050"}] | number +45 20304050
            Patient | "telecom":[{"system":"email","value":"thea@mail.example"}] | words thea@mail.example
            Patient | "telecom":[{"system":"url","value":"https://thea.example"}] | words https://thea.example
            Patient | "address":[{"line":["Elm Street 9"]}] | words Elm Street 9
            Patient | "address":[{"city":"Ribe"}] | words Ribe
            Patient | "address":[{"district":"Sydmark"}] | words Sydmark
            Patient | "address":[{"postalCode":"6760"}] | words 6760
            Patient | "address":[{"text":"Elm Street 9, Ribe"}] | words Elm Street 9, Ribe
            Patient | "birthDate":"1961-02-03" | date 1961-02-03
            Patient | "deceasedDateTime":"2026-02-28" | date 2026-02-28
            Patient | "contact":[{"name":{"family":"Brandt","given":["Ole"]}}] | name Brandt Ole
            Patient | "contact":[{"telecom":[{"system":"phone","value":"555-01425"}]}] | number 555-01425
            Patient | "contact":[{"address":{"city":"Esbjerg"}}] | words Esbjerg
            Patient | "contact":[{"organization":{"display":"Ribe Shipyard","type":"Organization"}}] | words Ribe Shipyard
            Patient | "generalPractitioner":[{"display":"Dr. Ida Munk, MD"}] | name Munk Ida
            Patient | "managingOrganization":{"reference":"Organization/o1","display":"Ribe Hospital"} | words Ribe Hospital
            Patient | "link":[{"other":{"reference":"Patient/p98765"},"type":"seealso"}] | number p98765
            Patient | "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName","valueString":"Skov"}] | name Skov
            Patient | "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueAddress":{"city":"Tonder"}}] | words Tonder
            RelatedPerson | "name":[{"family":"Brandt","given":["Ole"]}] | name Brandt Ole
            RelatedPerson | "telecom":[{"system":"phone","value":"555-01426"}] | number 555-01426
            RelatedPerson | "birthDate":"1959-05-06" | date 1959-05-06
            RelatedPerson | "address":[{"line":["Oak Road 4"]}] | words Oak Road 4
            RelatedPerson | "identifier":[{"value":"RP-77123"}] | number RP-77123
            Practitioner | "name":[{"family":"Novak","given":["Petra","J"]}] | name Novak Petra J
            Practitioner | "identifier":[{"system":"http://hl7.org/fhir/sid/us-npi","value":"1234567893"}] | number 1234567893
            Practitioner | "telecom":[{"system":"pager","value":"555-8842"}] | number 555-8842
            Practitioner | "address":[{"city":"Odense"}] | words Odense
            Practitioner | "qualification":[{"identifier":[{"value":"LIC-4471"}],"code":{"text":"MD"}}] | number LIC-4471
            Practitioner | "birthDate":"1970-01-02" | date 1970-01-02
            PractitionerRole | "practitioner":{"display":"Novak, Petra"} | name Novak Petra
            PractitionerRole | "telecom":[{"system":"phone","value":"555-01427"}] | number 555-01427
            Encounter | "identifier":[{"value":"V9934417"}] | number V9934417
            Encounter | "period":{"start":"2026-02-27T08:00:00Z"} | date 2026-02-27
            Encounter | "participant":[{"individual":{"display":"Oglethorpe, Thaddeus"}}] | name Oglethorpe Thaddeus
            Encounter | "location":[{"location":{"reference":"Location/l1","display":"Ward 7 East"}}] | words Ward 7 East
            Encounter | "serviceProvider":{"reference":"Organization/o1","display":"Ribe Hospital"} | words Ribe Hospital
            Encounter | "hospitalization":{"preAdmissionIdentifier":{"value":"PRE-5512"}} | number PRE-5512
            Encounter | "account":[{"identifier":{"value":"AC-661204"}}] | number AC-661204
            ServiceRequest | "identifier":[{"value":"PL-88123"}] | number PL-88123
            ServiceRequest | "requisition":{"value":"RQ-77001"} | number RQ-77001
            ServiceRequest | "requester":{"display":"Brandywine, Beatrix"} | name Brandywine Beatrix
            ServiceRequest | "performer":[{"display":"Vance, Lou"}] | name Vance Lou
            ServiceRequest | "authoredOn":"2026-02-26" | date 2026-02-26
            ServiceRequest | "occurrenceDateTime":"2026-02-25" | date 2026-02-25
            ServiceRequest | "subject":{"reference":"Patient/p-47110","display":"Thea Quistgaard"} | name Quistgaard Thea
            ServiceRequest | "note":[{"authorString":"Ida Munk","text":"now"}] | name Munk Ida
            Organization | "name":"Ribe Hospital" | words Ribe Hospital
            Organization | "alias":["Old Ribe Clinic"] | words Old Ribe Clinic
            Organization | "identifier":[{"value":"ORG-4431"}] | number ORG-4431
            Organization | "telecom":[{"system":"fax","value":"555-01428"}] | number 555-01428
            Organization | "address":[{"line":["Harbour Way 2"]}] | words Harbour Way 2
            Organization | "contact":[{"name":{"family":"Falk","given":["Bo"]}}] | name Falk Bo
            Location | "name":"Ward 7 East" | words Ward 7 East
            Location | "identifier":[{"value":"LOC-9120"}] | number LOC-9120
            Location | "address":{"city":"Vejle"} | words Vejle
            Location | "telecom":[{"system":"phone","value":"555-01429"}] | number 555-01429
            ImagingStudy | "identifier":[{"value":"1.2.840.113619.2.55"}] | number 1.2.840.113619.2.55
            ImagingStudy | "started":"2026-02-24" | date 2026-02-24
            ImagingStudy | "series":[{"uid":"1.2.840.113619.2.66"}] | number 1.2.840.113619.2.66
            Device | "serialNumber":"SN-4471-88213" | number SN-4471-88213
            Device | "lotNumber":"LOT-88213" | number LOT-88213
            Specimen | "accessionIdentifier":{"value":"S26-10012"} | number S26-10012
            Coverage | "subscriberId":"HU-958605" | number HU-958605
            Coverage | "identifier":[{"value":"POL-77120"}] | number POL-77120
            """)
    void of_every_resource_reach_the_list(String type, String element, String expected) {
        String resource = "{\"resourceType\":\"%s\",%s}".formatted(type, element);
        Resource parsed = (Resource) FHIR.newJsonParser().parseResource(resource);
        assertThat(written(KnownIdentifiers.of(List.of(parsed)))).contains(expected);
        assertThat(written(report(resource).knownIdentifiers())).as("contained").contains(expected);
    }

    private static RadiologyReport report(String contained) {
        String text = """
                {"resourceType":"DiagnosticReport","id":"dr9","meta":{"versionId":"1","lastUpdated":"2026-03-01T10:00:00Z"},
                 "contained":[%s,{"resourceType":"Patient","id":"p","name":[{"family":"Else"}]}],
                 "status":"preliminary","code":{"text":"Chest"},"subject":{"reference":"#p"},
                 "conclusion":"Clear."}""".formatted(contained.replaceFirst(",", ",\"id\":\"c1\","));
        ReadOutcome outcome =
                new DiagnosticReportReader(SourceProfile.defaults()).read(text.getBytes(StandardCharsets.UTF_8));
        assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
        return ((ReadOutcome.Read) outcome).report();
    }

    private static List<String> written(List<KnownIdentifier> known) {
        return known.stream().map(KnownIdentifiersTest::written).collect(Collectors.toList());
    }

    private static String written(KnownIdentifier identifier) {
        if (identifier instanceof KnownIdentifier.Name name) {
            return ("name " + name.name().family() + " " + name.name().given() + " "
                            + name.name().middle())
                    .strip();
        }
        if (identifier instanceof KnownIdentifier.Number number) {
            return "number " + number.value();
        }
        return identifier instanceof KnownIdentifier.Date date
                ? "date " + date.date()
                : "words " + ((KnownIdentifier.Words) identifier).value();
    }
}
