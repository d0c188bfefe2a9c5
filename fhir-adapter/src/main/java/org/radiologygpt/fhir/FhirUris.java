package org.radiologygpt.fhir;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** The URIs that name systems of identifiers and codes: HL7's, and our own under {@code radiologygpt.org/fhir}. */
final class FhirUris {
    static final String LOINC = "http://loinc.org";
    static final String SNOMED = "http://snomed.info/sct";
    static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
    static final String SERVICE_SECTION = "http://terminology.hl7.org/CodeSystem/v2-0074";
    static final String OBSERVATION_VALUE = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
    static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    static final String DATA_OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";
    static final String PARTICIPANT_TYPE = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    static final String TASK_CODE = "http://hl7.org/fhir/CodeSystem/task-code";
    static final String DICOM_UID = "urn:dicom:uid";

    private static final String OURS = "https://radiologygpt.org/fhir/";
    /** Idempotency key of a draft: {@code source|accession|version|n}. */
    static final String DRAFT = OURS + "identifier/draft";

    static final String TASK = OURS + "identifier/review-task";
    static final String MODEL = OURS + "identifier/model";
    static final String ENGINE = OURS + "identifier/engine";
    static final String PROMPT = OURS + "identifier/prompt";
    /** MSH-10; the assigner is the sending system. */
    static final String MESSAGE = OURS + "identifier/message-control-id";
    /** Tag by which a Provenance is created once: R4 gives Provenance no identifier. */
    static final String PROVENANCE_TAG = OURS + "tag/draft-provenance";

    /** Tag of a draft: topic, partition and offset of the record it was drafted from. */
    static final String ORIGIN_TAG = OURS + "tag/origin-record";

    static final String GUARD = OURS + "CodeSystem/guard";
    static final String GUARD_VERDICT = OURS + "StructureDefinition/guard-verdict";

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S+");
    private static final Pattern OID = Pattern.compile("[0-2](\\.\\d+)+");

    private FhirUris() {}

    /** A sender's name of a system as the URI that FHIR asks for; empty stays empty. */
    static String system(String name) {
        if (name.isBlank() || URI.matcher(name).matches()) {
            return name.strip();
        }
        return OID.matcher(name).matches() ? "urn:oid:" + name : "urn:id:" + percentEncoded(name);
    }

    /** A full URL for one entry of a transaction, the same for the same seed. */
    static String urn(String seed) {
        return "urn:uuid:" + uuid(seed);
    }

    static String uuid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** RFC 3986: a blank is {@code %20}. */
    static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A token search {@code name=system|value}, escaped as FHIR R4 search 3.1.1.4.0 asks and fit for a URL. */
    static String token(String name, String system, String value) {
        return name + "=" + percentEncoded(escaped(system) + "|" + escaped(value));
    }

    static String escaped(String value) {
        return value.replaceAll("([\\\\,$|])", "\\\\$1");
    }
}
