package org.radiologygpt.fhir;

import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.radiologygpt.report.PersonName;

/** Names of people as FHIR's HumanName. */
final class HumanNames {
    private HumanNames() {}

    static HumanName of(PersonName name) {
        HumanName human = new HumanName();
        human.setFamily(FhirText.string(name.family()));
        String given = FhirText.string(name.given());
        if (given != null) {
            human.addGiven(given);
        }
        String middle = FhirText.string(name.middle());
        if (middle != null) {
            human.addGiven(middle);
        }
        String prefix = FhirText.string(name.prefix());
        if (prefix != null) {
            human.addPrefix(prefix);
        }
        String suffix = FhirText.string(name.suffix());
        if (suffix != null) {
            human.addSuffix(suffix);
        }
        return human;
    }

    /** The name with the use that its type of HL7 table 0200 means. */
    static HumanName of(PersonName name, String type) {
        HumanName human = of(name);
        V2Table.NAME_TYPE.fhir(type).map(NameUse::fromCode).ifPresent(human::setUse);
        return human;
    }

    /** As a person reads it: {@code Dr Jane A. Roe MD}. */
    static String display(PersonName name) {
        StringBuilder words = new StringBuilder();
        for (String part : new String[] {name.prefix(), name.given(), name.middle(), name.family(), name.suffix()}) {
            if (!part.isBlank()) {
                words.append(words.isEmpty() ? "" : " ").append(part.strip());
            }
        }
        return words.toString();
    }
}
