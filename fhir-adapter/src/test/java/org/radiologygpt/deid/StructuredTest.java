package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.parser.PipeParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.junit.jupiter.api.Test;
import org.radiologygpt.fhir.DiagnosticReportReader;
import org.radiologygpt.fhir.FhirDeidentifier;
import org.radiologygpt.fhir.FhirR4;
import org.radiologygpt.hl7v2.OruDeidentifier;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;

/** Identifiers planted in every position of messages and resources: none survives, and the rest still is one. */
class StructuredTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DeidKey KEY = DeidKey.of("0123456789abcdef-test".getBytes(StandardCharsets.UTF_8));
    private static final DeidPolicy SAFE_HARBOR = DeidPolicy.safeHarbor();
    private static final DeidPolicy SURROGATES =
            DeidPolicyFile.parse("text: surrogates\ndates: shift\nnames: surrogate\n");
    private static final OruReader ORU = new OruReader(SourceProfiles.defaults());
    private static final DiagnosticReportReader FHIR = new DiagnosticReportReader(SourceProfile.defaults());

    /** What is planted, and what of it must not be found in the output. */
    private record Plant(String text, String... forbidden) {}

    private static final List<Plant> KNOWN = List.of(
            new Plant("Quackenbush", "quackenbush"),
            new Plant("Zebulon Quackenbush", "zebulon", "quackenbush"),
            new Plant("QUACKENBUSH, ZEBULON", "zebulon", "quackenbush"),
            new Plant("QX7718823", "7718823"),
            new Plant("Oglethorpe", "oglethorpe"),
            new Plant("(610)555-7142", "5557142", "555-7142"),
            new Plant("1949-02-17", "1949-02-17", "19490217"),
            new Plant("19490217", "19490217"),
            new Plant("12 Larkspur Lane", "larkspur"));
    private static final List<Plant> PATTERNS = List.of(
            new Plant("SSN 219-09-9999", "219-09-9999"),
            new Plant("jane.roe@elsewhere.org", "jane.roe", "elsewhere"),
            new Plant("call (415) 555-2671", "555-2671"),
            new Plant("MRN 55443322", "55443322"),
            new Plant("https://pacs.elsewhere.org/x", "pacs.elsewhere"),
            new Plant("03/14/2025", "03/14/2025"),
            new Plant("discussed with Dr. Vandersloot", "vandersloot"));

    static final String MESSAGE = String.join(
            "\r",
            "MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01^ORU_R01|MSG0001|P|2.5.1",
            "PID|1||QX7718823^^^NORTH^MR||Quackenbush^Zebulon^T||19490217|M|||12 Larkspur Lane^^Ardmore^PA^19003^USA||(610)555-7142|||||VN9934417|078-05-1120",
            "NK1|1|Quackenbush^Wilhelmina|SPO",
            "PV1|1|E|ER^1^A||||771^Oglethorpe^Thaddeus^^^Dr|||||||||||VN9934417",
            "ORC|RE|PL661204|FL771305",
            "OBR|1|PL661204|FL771305|36643-5^XR Chest 2 Views^LN|||20260301110000|||||||||771^Oglethorpe^Thaddeus||||||20260301115500||RAD|P|||||||772&Brandywine&Beatrix",
            "OBX|1|TX|36643-5&GDT^Findings^LN||FINDINGS: Mr. Quackenbush (MRN QX7718823) of 12 Larkspur Lane.||||||P|||20260301110000",
            "OBX|2|TX|36643-5&GDT^Findings^LN||The lungs are clear. Seen by Dr. Thaddeus||||||P",
            "OBX|3|TX|36643-5&GDT^Findings^LN||Oglethorpe at 3 pm.||||||P",
            "OBX|4|FT|36643-5&IMP^Impression^LN||No acute disease.\\.br\\Call (610)555-7142.||||||P",
            "OBX|5|NM|8480-6^Aorta diameter^LN||32.5|mm|||||P",
            "OBX|6|ED|36643-5&ADT^Addendum^LN||RIS^TEXT^PLAIN^Base64^"
                    + base64("ADDENDUM: told Mrs. Wilhelmina Quackenbush.") + "||||||P",
            "NTE|1||Comment for Quackenbush",
            "ZDS|1.2.840.113619.2.55.3.604688119.971.1234^X^Application^DICOM",
            "ZPI|Quackenbush|secret",
            "");

    static final String BUNDLE = """
            {"resourceType":"Bundle","type":"collection","timestamp":"2026-03-01T13:40:00Z","entry":[
             {"fullUrl":"http://north.example.com/fhir/DiagnosticReport/dr-771305","resource":
              {"resourceType":"DiagnosticReport","id":"dr-771305","meta":{"versionId":"1","lastUpdated":"2026-03-01T13:40:00Z",
                "security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R"}]},
               "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p>Zebulon Quackenbush, QX7718823</p></div>"},
               "contained":[{"resourceType":"Practitioner","id":"oglethorpe","name":[{"family":"Oglethorpe","given":["Thaddeus"]}],
                 "telecom":[{"system":"phone","value":"(610)555-7142"}]},
                {"resourceType":"Observation","id":"o1","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"59776-5"}]},
                 "valueString":"The lungs are clear; Mr. Quackenbush of 12 Larkspur Lane.","note":[{"authorString":"Thaddeus Oglethorpe","text":"Seen 02/17/1949"}]}],
               "extension":[{"url":"http://north.example.com/note","valueString":"Quackenbush"}],
               "identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"ACSN"}],"text":"Accession"},
                 "system":"urn:oid:1.2.3.4.5.6.7","value":"FL771305","assigner":{"display":"North Hospital"}}],
               "basedOn":[{"reference":"ServiceRequest/sr-661204","display":"order"}],
               "status":"preliminary","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"RAD","display":"Radiology"}]}],
               "code":{"coding":[{"system":"http://loinc.org","code":"36643-5","display":"XR Chest 2 Views"},{"system":"urn:local","code":"CXR2","display":"Chest"}],"text":"Chest"},
               "subject":{"reference":"Patient/pat-7718823","display":"Zebulon Quackenbush"},
               "effectiveDateTime":"2026-03-01T11:00:00Z","issued":"2026-03-01T13:40:00Z",
               "performer":[{"reference":"#oglethorpe","display":"Dr. Oglethorpe"}],
               "result":[{"reference":"#o1"}],
               "conclusion":"IMPRESSION: No acute disease. Discussed with Dr. Oglethorpe by phone (610)555-7142.",
               "conclusionCode":[{"coding":[{"system":"http://snomed.info/sct","code":"399208008","display":"Plain chest X-ray"}]}],
               "presentedForm":[{"contentType":"text/html","language":"en","title":"Report of Quackenbush","data":"%s"},
                {"contentType":"application/pdf","data":"JVBERi0xLjQK"}]}},
             {"fullUrl":"http://north.example.com/fhir/Patient/pat-7718823","resource":
              {"resourceType":"Patient","id":"pat-7718823","identifier":[{"system":"urn:oid:1.2.3","value":"QX7718823"}],
               "name":[{"use":"official","text":"Zebulon Quackenbush","family":"Quackenbush","given":["Zebulon"]}],"gender":"male","birthDate":"1949-02-17",
               "telecom":[{"system":"phone","value":"(610)555-7142"}],
               "address":[{"line":["12 Larkspur Lane"],"city":"Ardmore","state":"PA","postalCode":"19003","country":"US"}],
               "contact":[{"name":{"family":"Quackenbush","given":["Wilhelmina"]}}]}},
             {"fullUrl":"urn:uuid:6d1c2b7e-0f0e-4b5e-9d8d-9f2d7f3f1111","resource":
              {"resourceType":"Device","id":"dev1","serialNumber":"SN77665544"}}]}
            """.formatted(base64(
            "<html><body><p>FINDINGS: Mr. Zebulon Quackenbush.</p><p>The heart is normal.</p></body></html>"));

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_message_keeps_its_shape_and_loses_its_people() throws HL7Exception {
        String clean = oru(MESSAGE, SAFE_HARBOR).orElseThrow();
        assertShape(read(MESSAGE), readOru(clean));
        assertNone(
                clean, List.of("quackenbush", "zebulon", "oglethorpe", "wilhelmina", "7718823", "larkspur", "ardmore"));
        assertThat(clean)
                .contains("|36643-5&GDT^Findings^LN|", "The lungs are clear.", "|32.5|mm|", "^^^PA^190^USA", "|RAD|P|")
                .doesNotContain("ZPI", "NK1", "20260301");
        new PipeParser().parse(clean);
    }

    @Test
    void a_bundle_keeps_its_shape_and_its_references_and_loses_its_people() {
        String clean = fhir(BUNDLE, SAFE_HARBOR).orElseThrow();
        assertShape(readFhir(BUNDLE), readFhir(clean));
        assertNone(
                clean,
                List.of(
                        "quackenbush",
                        "zebulon",
                        "oglethorpe",
                        "wilhelmina",
                        "7718823",
                        "larkspur",
                        "north",
                        "771305"));
        Bundle bundle = strict(clean);
        DiagnosticReport report = (DiagnosticReport) bundle.getEntry().get(0).getResource();
        assertThat(bundle.getEntry().get(1).getResource().getIdElement().getIdPart())
                .isEqualTo(report.getSubject().getReferenceElement().getIdPart());
        assertThat(report.getConclusion()).startsWith("IMPRESSION: No acute disease.");
        assertThat(report.getCode().getCodingFirstRep().getCode()).isEqualTo("36643-5");
        assertThat(report.getConclusionCodeFirstRep().getCodingFirstRep().getCode())
                .isEqualTo("399208008");
        assertThat(report.getPresentedForm()).hasSize(1);
        assertThat(report.getPresentedFormFirstRep().getContentType()).isEqualTo("text/plain");
        assertThat(report.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2026");
        assertThat(clean).contains("190").doesNotContain("extension", "Device", "urn:uuid", "telecom", "2026-03");
    }

    @Test
    void surrogates_agree_in_text_and_structure() {
        RadiologyReport report = readOru(oru(MESSAGE, SURROGATES).orElseThrow());
        String family = report.patient().names().get(0).family();
        String mrn = report.patient().identifiers().get(0).value();
        String text =
                String.join("\n", report.sections().stream().map(Section::text).toList());
        assertThat(text).contains("Mr. " + family).contains("MRN " + mrn).doesNotContain("Quackenbush");
        assertThat(report.patient().birthDate()).isPresent();
        RadiologyReport before = read(MESSAGE);
        long moved = java.time.Duration.between(report.clock(), before.clock()).toDays();
        assertThat(report.patient().birthDate().orElseThrow().plusDays(moved))
                .isEqualTo(before.patient().birthDate().orElseThrow());
    }

    @Test
    void the_message_and_the_resource_of_one_patient_have_one_pseudonym() {
        RadiologyReport oru = readOru(oru(MESSAGE, SAFE_HARBOR).orElseThrow());
        RadiologyReport fhir = readFhir(fhir(BUNDLE, SAFE_HARBOR).orElseThrow());
        assertThat(oru.patient().identifiers().get(0).value())
                .isEqualTo(fhir.patient().identifiers().get(0).value());
        assertThat(oru.key().accession()).isEqualTo(fhir.key().accession());
    }

    @Test
    void planted_everywhere_at_once_nothing_survives() {
        for (DeidPolicy policy : List.of(SAFE_HARBOR, SURROGATES)) {
            for (Plant plant : plants()) {
                fhir(plantedEverywhere(BUNDLE, plant), policy).ifPresent(clean -> {
                    assertNone(clean, List.of(plant.forbidden));
                    strict(clean);
                });
            }
        }
    }

    @Property(tries = 150)
    void planted_in_any_string_of_a_bundle_nothing_survives(
            @ForAll @IntRange(min = 0, max = 1_000_000) int seed, @ForAll boolean surrogates) {
        Random random = new Random(seed);
        Plant plant = plants().get(random.nextInt(plants().size()));
        boolean textsOnly = random.nextBoolean();
        String planted = planted(BUNDLE, plant, random, textsOnly);
        orWithheld(() -> fhir(planted, surrogates ? SURROGATES : SAFE_HARBOR)).ifPresent(clean -> {
            assertNone(clean, List.of(plant.forbidden));
            strict(clean);
            if (textsOnly) {
                assertShape(readFhir(planted), readFhir(clean));
            }
        });
        requireFew();
    }

    private static void requireFew() {
        Statistics.label("outcome")
                .coverage(coverage -> coverage.check("withheld").percentage(share -> share <= 10));
    }

    @Property(tries = 200)
    void planted_in_any_field_of_a_message_nothing_survives(
            @ForAll @IntRange(min = 0, max = 1_000_000) int seed, @ForAll boolean surrogates) throws HL7Exception {
        Random random = new Random(seed);
        Plant plant = plants().get(random.nextInt(plants().size()));
        String planted = plantedInMessage(plant, random);
        Optional<String> clean = orWithheld(() -> oru(planted, surrogates ? SURROGATES : SAFE_HARBOR));
        if (clean.isPresent()) {
            assertNone(clean.get(), List.of(plant.forbidden));
            new PipeParser().parse(clean.get());
            if (isOfText(planted)) {
                assertShape(read(planted), readOru(clean.get()));
            }
        }
        requireFew();
    }

    @Test
    void a_narrative_without_words_and_a_name_of_particles_only_are_no_fault() {
        String bundle = BUNDLE.replaceFirst("\"div\":\"[^>]*>.*?</div>\"", "\"status\":\"generated\"")
                .replace("{\"status\":\"generated\",\"status\"", "{\"status\"");
        assertThat(fhir(bundle, SAFE_HARBOR)).isPresent();
        assertThat(oru(MESSAGE.replace("Quackenbush^Wilhelmina", "Van Der^Wilhelmina"), SURROGATES))
                .isPresent();
    }

    @Test
    void what_a_modifier_changes_is_not_said_without_it() {
        String modified = BUNDLE.replace(
                "\"status\":\"preliminary\"",
                "\"modifierExtension\":[{\"url\":\"http://x.org/not\",\"valueBoolean\":true}],\"status\":\"preliminary\"");
        assertThatThrownBy(() -> fhir(modified, SAFE_HARBOR)).hasMessage("modifier_extension");
    }

    @Test
    void the_check_of_the_output_knows_nothing_of_the_walker() {
        ReportScrub scrub = new ReportScrub(SAFE_HARBOR, KEY, read(MESSAGE));
        for (String leak : List.of(
                "{\"a\":[\"the Quackenbush case\"]}",
                "{\"quackenbush\":1}",
                "{\"data\":\"" + base64("Seen: Zebulon Quackenbush today") + "\"}",
                "{\"div\":\"<p>Quacken<b>bush</b> Zebulon Quackenbush</p>\"}",
                "MSH|^~\\&|\rOBX|1|TX|||Dr. Oglethorpe\r",
                "OBX|1|TX|||QX-7718823",
                "OBX|1|TX|||SSN 219-09-9999")) {
            assertThatThrownBy(() -> scrub.check(leak)).isInstanceOf(DeidentificationException.class);
        }
        scrub.check("{\"a\":\"The lungs are clear.\"}");
    }

    @Test
    void the_audit_counts_and_tells_nothing() {
        ReportScrub scrub = new ReportScrub(SAFE_HARBOR, KEY, read(MESSAGE));
        new OruDeidentifier(SourceProfiles.defaults(), SAFE_HARBOR.segments())
                .clean(MESSAGE.getBytes(StandardCharsets.UTF_8), scrub);
        DeidAudit audit = scrub.audit();
        assertThat(audit.removed().get(PhiKind.NAME)).isGreaterThan(5);
        assertThat(audit.dropped())
                .containsEntry("NK1", 1)
                .containsEntry("Z segment", 1)
                .containsEntry("PID-13", 1);
        assertThat(audit.toString()).doesNotContainIgnoringCase("quackenbush");
    }

    private static List<Plant> plants() {
        List<Plant> plants = new ArrayList<>(KNOWN);
        plants.addAll(PATTERNS);
        return plants;
    }

    private static Optional<String> oru(String message, DeidPolicy policy) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return ORU.read(bytes) instanceof ReadOutcome.Read read
                ? Optional.of(checked(
                        new ReportScrub(policy, KEY, read.report()),
                        scrub -> new OruDeidentifier(SourceProfiles.defaults(), policy.segments()).clean(bytes, scrub)))
                : Optional.empty();
    }

    private static Optional<String> fhir(String bundle, DeidPolicy policy) {
        byte[] bytes = bundle.getBytes(StandardCharsets.UTF_8);
        return FHIR.read(bytes) instanceof ReadOutcome.Read read
                ? Optional.of(checked(
                        new ReportScrub(policy, KEY, read.report()),
                        scrub -> new FhirDeidentifier(policy.resources(), policy.extensions()).clean(bytes, scrub)))
                : Optional.empty();
    }

    /** The walker's output, at which the last look must find nothing. */
    private static String checked(ReportScrub scrub, java.util.function.Function<ReportScrub, String> clean) {
        String output = clean.apply(scrub);
        scrub.check(output);
        return output;
    }

    /** Withheld is safe, too, and what happens where a telephone number stands as a name; it must be rare. */
    private static Optional<String> orWithheld(java.util.function.Supplier<Optional<String>> clean) {
        try {
            Optional<String> output = clean.get();
            Statistics.label("outcome").collect(output.isPresent() ? "clean" : "rejected");
            return output;
        } catch (DeidentificationException e) {
            Statistics.label("outcome").collect("withheld");
            return Optional.empty();
        }
    }

    private static RadiologyReport read(String message) {
        return readOru(message);
    }

    private static RadiologyReport readOru(String message) {
        ReadOutcome outcome = ORU.read(message.getBytes(StandardCharsets.UTF_8));
        assertThat(outcome).as("read").isInstanceOf(ReadOutcome.Read.class);
        return ((ReadOutcome.Read) outcome).report();
    }

    private static RadiologyReport readFhir(String bundle) {
        ReadOutcome outcome = FHIR.read(bundle.getBytes(StandardCharsets.UTF_8));
        assertThat(outcome).as("read").isInstanceOf(ReadOutcome.Read.class);
        return ((ReadOutcome.Read) outcome).report();
    }

    private static void assertShape(RadiologyReport before, RadiologyReport after) {
        assertThat(after.status()).isEqualTo(before.status());
        assertThat(after.sections().stream().map(Section::kind).toList())
                .isEqualTo(before.sections().stream().map(Section::kind).toList());
    }

    private static void assertNone(String output, List<String> forbidden) {
        StringBuilder all = new StringBuilder(output.toLowerCase(Locale.ROOT));
        for (String value : output.split("[^A-Za-z0-9+/=]+")) {
            if (value.length() > 11 && value.length() % 4 == 0) {
                try {
                    all.append('\n')
                            .append(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)
                                    .toLowerCase(Locale.ROOT));
                } catch (IllegalArgumentException e) {
                    // No Base64.
                }
            }
        }
        forbidden.forEach(word -> assertThat(all.toString()).doesNotContain(word));
    }

    private static Bundle strict(String clean) {
        IParser parser = FhirR4.json();
        parser.setParserErrorHandler(new StrictErrorHandler());
        return parser.parseResource(Bundle.class, clean);
    }

    private static String planted(String bundle, Plant plant, Random random, boolean textsOnly) {
        JsonNode root = tree(bundle);
        List<Runnable> places = new ArrayList<>();
        places(root, plant, places, textsOnly);
        for (int i = 0; i <= random.nextInt(4); i++) {
            places.get(random.nextInt(places.size())).run();
        }
        return root.toString();
    }

    private static String plantedEverywhere(String bundle, Plant plant) {
        JsonNode root = tree(bundle);
        List<Runnable> places = new ArrayList<>();
        places(root, plant, places, false);
        places.forEach(Runnable::run);
        return root.toString();
    }

    /** Every string but those without which it is no report of R4: types, statuses, dates, markup and the Base64 of data. */
    private static void places(JsonNode node, Plant plant, List<Runnable> places, boolean textsOnly) {
        if (node instanceof ObjectNode object) {
            places.add(() -> object.put("unknownElement", plant.text));
            object.properties().forEach(entry -> {
                String key = entry.getKey();
                boolean fixed = List.of(
                                        "resourceType",
                                        "status",
                                        "type",
                                        "gender",
                                        "birthDate",
                                        "effectiveDateTime",
                                        "issued",
                                        "lastUpdated",
                                        "timestamp",
                                        "use",
                                        "id",
                                        "versionId",
                                        "reference",
                                        "fullUrl")
                                .contains(key)
                        || textsOnly && !TEXTS.contains(key);
                if (key.equals("data")) {
                    places.add(() -> object.put(key, base64("FINDINGS: It is said: " + plant.text + ". Normal.")));
                } else if (key.equals("div")) {
                    places.add(() -> object.put(
                            key,
                            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>It is said: " + plant.text + "</p></div>"));
                } else if (entry.getValue().isTextual() && !fixed) {
                    String before = entry.getValue().asText();
                    places.add(() -> object.put(key, before.length() < 12 ? plant.text : before + " " + plant.text));
                } else {
                    places(entry.getValue(), plant, places, textsOnly);
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                if (array.get(i).isTextual()) {
                    places.add(() -> array.set(index, plant.text));
                } else {
                    places(array.get(i), plant, places, textsOnly);
                }
            }
        }
    }

    private static final List<String> TEXTS = List.of("text", "display", "valueString", "conclusion", "title");

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** A code or a value that is an identifier goes, and what it named goes with it; texts stay texts. */
    private static boolean isOfText(String planted) {
        String[] before = MESSAGE.split("\r");
        String[] after = planted.split("\r");
        for (int i = 0; i < before.length; i++) {
            boolean text = before[i].contains("|TX|") || before[i].contains("|FT|");
            String field = "^(?:[^|]*\\|){5}[^|]*";
            boolean inText = text
                    && after[i].replaceFirst(field, "").equals(before[i].replaceFirst(field, ""))
                    && after[i].startsWith(before[i].substring(0, 40));
            if (before[i].startsWith("OBX") && !before[i].equals(after[i]) && !inText) {
                return false;
            }
        }
        return true;
    }

    /** In any component of any field, also of fields that the message has not. */
    private static String plantedInMessage(Plant plant, Random random) {
        String[] segments = MESSAGE.split("\r");
        int at = random.nextInt(segments.length);
        String[] fields = segments[at].split("\\|", -1);
        boolean header = segments[at].startsWith("MSH");
        int field = (header ? 2 : 1) + random.nextInt(fields.length + 5);
        List<String> all = new ArrayList<>(List.of(fields));
        while (all.size() <= field) {
            all.add("");
        }
        String[] components = all.get(field).split("\\^", -1);
        boolean data = components.length > 4 && components[3].equals("Base64");
        int component = random.nextInt(components.length);
        components[component] = data && component == 4
                ? base64("ADDENDUM: It is said: " + plant.text)
                : segments[at].startsWith("OBX") && field == 5
                        ? components[component] + " It is said: " + plant.text + "."
                        : plant.text;
        all.set(field, String.join("^", components));
        segments[at] = String.join("|", all);
        return String.join("\r", segments) + "\r";
    }
}
