package org.radiologygpt.fhir;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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
    static final String OBSERVATION_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    static final String PARTICIPANT_TYPE = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    static final String TASK_CODE = "http://hl7.org/fhir/CodeSystem/task-code";
    /** What stands where a value is not known; US Core asks for it at elements that must be there. */
    static final String DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    static final String AUDIT_EVENT_TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    static final String RESTFUL_INTERACTION = "http://hl7.org/fhir/restful-interaction";
    static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    static final String AUDIT_ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
    static final String DICOM_UID = "urn:dicom:uid";
    static final String US_CORE_DOCUMENT_CATEGORY =
            "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category";

    private static final String AI_TRANSPARENCY = "http://hl7.org/fhir/uv/aitransparency/";
    static final String AI_DEVICE_TYPE = AI_TRANSPARENCY + "CodeSystem/AIdeviceTypeCS";
    static final String AI_INPUTS = AI_TRANSPARENCY + "CodeSystem/AIinputsCS";
    static final String AI_KIND = AI_TRANSPARENCY + "StructureDefinition/aitransparency.AIKind";
    static final String AI_MODEL_CARD = AI_TRANSPARENCY + "StructureDefinition/aitransparency.modelCardDescription";

    private static final String OURS = "https://radiologygpt.org/fhir/";
    /** Idempotency key of a draft: {@code source|accession|version|n}. */
    static final String DRAFT = OURS + "identifier/draft";

    static final String TASK = OURS + "identifier/review-task";
    /** Key of a draft and the name of its part, as {@code |impression}. */
    static final String DRAFT_OBSERVATION = OURS + "identifier/draft-observation";

    static final String MODEL_CARD = OURS + "identifier/model-card";
    static final String MODEL = OURS + "identifier/model";
    static final String ENGINE = OURS + "identifier/engine";
    static final String PROMPT = OURS + "identifier/prompt";
    /** MSH-10; the assigner is the sending system. */
    static final String MESSAGE = OURS + "identifier/message-control-id";
    /** Tag by which a Provenance is created once: R4 gives Provenance no identifier. */
    static final String PROVENANCE_TAG = OURS + "tag/draft-provenance";

    /** Tag of a draft: topic, partition and offset of the record it was drafted from. */
    static final String ORIGIN_TAG = OURS + "tag/origin-record";

    /** Tag by which an AuditEvent is created once: R4 gives it no identifier. */
    static final String AUDIT_TAG = OURS + "tag/audit";

    /** Why a draft was taken back; codes of {@link org.radiologygpt.draft.CancelReason}. */
    static final String CANCEL_REASON = OURS + "CodeSystem/cancel-reason";

    /** What a reviewer made of a draft; codes of {@link org.radiologygpt.draft.Review}. */
    static final String REVIEW = OURS + "CodeSystem/review";

    /** R4 extension for a status's reason where there is no element; its contexts name DiagnosticReport. */
    static final String STATUS_REASON = "http://hl7.org/fhir/StructureDefinition/event-statusReason";

    /** The same for DocumentReference, which is none of them. */
    static final String DOCUMENT_STATUS_REASON = OURS + "StructureDefinition/status-reason";

    static final String GUARD = OURS + "CodeSystem/guard";
    static final String GUARD_VERDICT = OURS + "StructureDefinition/guard-verdict";

    /** Identifier of what a conversion made, by which it is written once: {@code source|accession|part}. */
    static final String CONVERTED = OURS + "identifier/converted";
    /** Tag by which the Provenance of a conversion is created once. */
    static final String CONVERSION_TAG = OURS + "tag/conversion";

    private static final Pattern URI = Pattern.compile(
            "(?!(?i:urn:(?:oid|uuid):))[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+");
    private static final Pattern OID = Pattern.compile("[0-2](?:\\.(?:0|[1-9]\\d*))+");
    private static final Pattern OID_OR_UUID = Pattern.compile(
            "urn:oid:[0-2](?:\\.(?:0|[1-9]\\d*))+|urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int ASCII = 128;
    private static final boolean[] UNRESERVED = unreserved();

    private FhirUris() {}

    /** A sender's name of a system as the URI that FHIR asks for; empty stays empty. */
    static String system(String name) {
        boolean uri = name.indexOf(':') > 0
                && (URI.matcher(name).matches() || OID_OR_UUID.matcher(name).matches());
        if (name.isBlank() || uri) {
            return name.strip();
        }
        return isOid(name) ? "urn:oid:" + name : "urn:id:" + percentEncoded(name);
    }

    private static boolean isOid(String name) {
        return name.charAt(0) >= '0'
                && name.charAt(0) <= '2'
                && OID.matcher(name).matches();
    }

    /** A full URL for one entry of a transaction, the same for the same seed. */
    static String urn(String seed) {
        return "urn:uuid:" + uuid(seed);
    }

    static String uuid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** RFC 3986: a blank is {@code %20}. By hand, as a conversion does it some fifty times: {@code URLEncoder} is slow. */
    static String percentEncoded(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        percentEncode(text, out);
        return out.toString();
    }

    private static void percentEncode(String text, StringBuilder out) {
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            if (value >= 0 && UNRESERVED[value]) {
                out.append((char) value);
            } else {
                out.append('%').append(HEX.toHighHexDigit(value)).append(HEX.toLowHexDigit(value));
            }
        }
    }

    /** A token search {@code name=system|value}, escaped as FHIR R4 search 3.1.1.4.0 asks and fit for a URL. */
    static String token(String name, String system, String value) {
        StringBuilder out = new StringBuilder(2 * (name.length() + system.length() + value.length()));
        out.append(name).append('=');
        percentEncode(escaped(system), out);
        percentEncode("|", out);
        percentEncode(escaped(value), out);
        return out.toString();
    }

    static String escaped(String value) {
        int plain = 0;
        while (plain < value.length() && !isSeparator(value.charAt(plain))) {
            plain++;
        }
        if (plain == value.length()) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length() + 8).append(value, 0, plain);
        for (int i = plain; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isSeparator(c)) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    private static boolean isSeparator(char c) {
        return c == '\\' || c == ',' || c == '$' || c == '|';
    }

    private static boolean[] unreserved() {
        boolean[] unreserved = new boolean[ASCII];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._*"
                .chars()
                .forEach(c -> unreserved[c] = true);
        return unreserved;
    }
}
