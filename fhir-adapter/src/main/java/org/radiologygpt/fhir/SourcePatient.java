package org.radiologygpt.fhir;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Address.AddressType;
import org.hl7.fhir.r4.model.Address.AddressUse;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.radiologygpt.report.Demographics;
import org.radiologygpt.report.RadiologyReport;

/** The patient of a report as the message states it (PID to Patient of the v2-to-FHIR guide). */
final class SourcePatient {
    private static final Set<String> GENDERS = Set.of("male", "female", "other", "unknown");
    private static final Set<String> POSTAL = Set.of("M", "SH");

    private SourcePatient() {}

    static Patient of(RadiologyReport report) {
        Patient patient = new Patient();
        Demographics details = report.details().demographics();
        addIdentifiers(patient, report.patient().identifiers());
        addIdentifiers(patient, details.accounts());
        names(patient, report, details);
        String birth = details.birthDate().isEmpty()
                ? report.patient().birthDate().map(LocalDate::toString).orElse("")
                : details.birthDate();
        if (!birth.isEmpty()) {
            patient.setBirthDateElement(new DateType(birth));
        }
        if (GENDERS.contains(report.patient().sex())) {
            patient.setGender(AdministrativeGender.fromCode(report.patient().sex()));
        }
        details.telecoms().forEach(telecom -> patient.addTelecom(telecom(telecom)));
        details.addresses().stream()
                .map(SourcePatient::address)
                .filter(address -> !address.isEmpty())
                .forEach(patient::addAddress);
        return patient;
    }

    /** The identifier that tells this patient from all others: a medical record number first. None without a system. */
    static Optional<Identifier> identity(Patient patient) {
        return patient.getIdentifier().stream()
                .filter(Identifier::hasSystem)
                .min(Comparator.comparing(identifier -> isOf(identifier, "MR") ? 0 : isOf(identifier, "AN") ? 2 : 1))
                .filter(identifier -> !isOf(identifier, "AN"));
    }

    private static boolean isOf(Identifier identifier, String type) {
        return type.equals(identifier.getType().getCodingFirstRep().getCode());
    }

    private static void addIdentifiers(Patient patient, List<org.radiologygpt.report.Identifier> identifiers) {
        for (org.radiologygpt.report.Identifier identifier : identifiers) {
            if (!identifier.value().isBlank()) {
                patient.addIdentifier(Identifiers.of(identifier));
            }
        }
    }

    private static void names(Patient patient, RadiologyReport report, Demographics details) {
        if (details.names().isEmpty()) {
            report.patient().names().stream()
                    .filter(name -> !name.isBlank())
                    .forEach(name -> patient.addName(HumanNames.of(name)));
        }
        details.names().forEach(used -> patient.addName(HumanNames.of(used.name(), used.type())));
    }

    private static ContactPoint telecom(Demographics.Telecom telecom) {
        ContactPoint contact = new ContactPoint().setValue(FhirText.string(telecom.value()));
        contact.setSystem(V2Table.TELECOM_EQUIPMENT
                .fhir(telecom.equipment())
                .map(ContactPointSystem::fromCode)
                .orElse(ContactPointSystem.PHONE));
        if (telecom.equipment().equals("CP")) {
            return contact.setUse(ContactPointUse.MOBILE);
        }
        V2Table.TELECOM_USE.fhir(telecom.use()).map(ContactPointUse::fromCode).ifPresent(contact::setUse);
        return contact;
    }

    private static Address address(Demographics.Address xad) {
        Address address = new Address();
        for (String line : xad.lines()) {
            String text = FhirText.string(line);
            if (text != null) {
                address.addLine(text);
            }
        }
        address.setCity(FhirText.string(xad.city()))
                .setState(FhirText.string(xad.state()))
                .setPostalCode(FhirText.string(xad.postalCode()))
                .setCountry(FhirText.string(xad.country()))
                .setDistrict(FhirText.string(xad.county()));
        if (!address.isEmpty()) {
            V2Table.ADDRESS_TYPE.fhir(xad.type()).map(AddressUse::fromCode).ifPresent(address::setUse);
            if (POSTAL.contains(xad.type())) {
                address.setType(AddressType.POSTAL);
            }
        }
        return address;
    }
}
