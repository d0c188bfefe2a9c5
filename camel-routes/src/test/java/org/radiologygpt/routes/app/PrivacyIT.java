package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.routes.draft.StubModelServer.Reply;
import org.radiologygpt.routes.ingest.Broker;
import org.slf4j.LoggerFactory;

/** Messages full of identifiers, through everything that can go wrong: prompts, logs, metrics and headers hold none. */
class PrivacyIT {
    private static final List<String> IDENTIFIERS = List.of(
            "Zebulon",
            "Quackenbush",
            "QX7718823",
            "12 Larkspur",
            "Larkspur",
            "Ardmore",
            "555-0142",
            "5550142",
            "078-05-1120",
            "078051120",
            "VN9934417",
            "ACC551209",
            "PL661204",
            "FL771305",
            "Thaddeus",
            "Oglethorpe",
            "Wilhelmina",
            "Brandywine",
            "zebulon.q@example.org",
            "1949-02-17",
            "19490217",
            "02/17/1949",
            "219-09-9999",
            "219099999",
            "55443322",
            "AX20260099",
            "555-2671",
            "jane.roe@elsewhere.org",
            "elsewhere",
            "pacs.elsewhere",
            "10.20.30.40",
            "1.2.840.113619.2.55.3.604688119",
            "Vandersloot",
            "44 Birchwood",
            "Birchwood",
            "19104",
            "03/14/2025",
            "14:35",
            "97-year",
            "SN-4471-88213");
    /** One of each kind that no message knows: found by form and context alone. */
    private static final Map<PhiKind, String> UNKNOWN = Map.ofEntries(
            Map.entry(PhiKind.NAME, "Findings were discussed with Dr. Petra Vandersloot."),
            Map.entry(PhiKind.DATE, "Compared with the study of 03/14/2025."),
            Map.entry(PhiKind.TIME, "Called on 03/14/2025 at 14:35."),
            Map.entry(PhiKind.AGE, "A 97-year-old man."),
            Map.entry(PhiKind.PHONE, "Call back (415) 555-2671."),
            Map.entry(PhiKind.EMAIL, "Write to jane.roe@elsewhere.org."),
            Map.entry(PhiKind.SSN, "SSN 219-09-9999."),
            Map.entry(PhiKind.MRN, "MRN 55443322."),
            Map.entry(PhiKind.ACCESSION, "Accession AX20260099."),
            Map.entry(PhiKind.ADDRESS, "Lives at 44 Birchwood Street, Philadelphia, PA 19104."),
            Map.entry(PhiKind.URL, "See https://pacs.elsewhere.org/view/7."),
            Map.entry(PhiKind.IP, "Sent from 10.20.30.40."),
            Map.entry(PhiKind.UID, "Study 1.2.840.113619.2.55.3.604688119."),
            Map.entry(PhiKind.ID, "Device serial number SN-4471-88213."));

    private static final String ORU = """
            MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01^ORU_R01|MSG%1$s|P|2.5.1
            PID|1||QX7718823^^^NORTH^MR||Quackenbush^Zebulon^T||19490217|M|||12 Larkspur Lane^^Ardmore^PA^19003||(610)555-0142^^^zebulon.q@example.org|||||VN9934417|078-05-1120
            NK1|1|Quackenbush^Wilhelmina|SPO
            PV1|1|E|ER^1^A||||771^Oglethorpe^Thaddeus^^^Dr|||||||||||VN9934417
            ORC|RE|PL661204%1$s|FL771305%1$s
            OBR|1|PL661204%1$s|FL771305%1$s|CXR^CHEST^L|||20260301110000|||||||||771^Oglethorpe^Thaddeus||||||20260301115500||RAD|P|||||||772^Brandywine^Beatrix
            OBX|1|TX|CXR^CHEST^L||FINDINGS: Mr. Zebulon Quackenbush (MRN QX7718823, DOB 02/17/1949, SSN 078-05-1120) of 12 Larkspur Lane, Ardmore. The lungs are clear. The heart is of normal size. QUACKENBUSH, ZEBULON was seen; discussed with Dr. Oglethorpe and Mrs. Wilhelmina Quackenbush by phone at (610) 555-0142 or zebulon.q@example.org. Accession FL771305%1$s. Visit VN9934417.||||||P
            """;

    private static final String FHIR = """
            {"resourceType":"DiagnosticReport","id":"dr-%1$s","meta":{"versionId":"1","lastUpdated":"2026-03-01T13:40:00Z"},
             "contained":[{"resourceType":"Patient","id":"p","identifier":[{"system":"urn:oid:1.2.3","value":"QX7718823"}],
               "name":[{"family":"Quackenbush","given":["Zebulon"]}],"birthDate":"1949-02-17",
               "telecom":[{"system":"phone","value":"(610)555-0142"}],
               "address":[{"line":["12 Larkspur Lane"],"city":"Ardmore"}]}],
             "identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"ACSN"}]},
               "system":"urn:oid:1.2.3.4","value":"ACC551209%1$s"}],
             "status":"preliminary",
             "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"RAD"}]}],
             "code":{"coding":[{"system":"http://loinc.org","code":"36643-5","display":"XR Chest 2 Views"}]},
             "subject":{"reference":"#p","display":"Zebulon Quackenbush"},
             "presentedForm":[{"contentType":"text/plain","data":"%2$s"}]}
            """;

    private static final String FHIR_TEXT =
            "FINDINGS: Zebulon Quackenbush, MRN QX7718823, born 02/17/1949, of 12 Larkspur"
                    + " Lane, Ardmore, phone (610)555-0142, accession ACC551209. The lungs are clear. The heart is of normal size.";

    private Appender<ILoggingEvent> console;
    private final Recorder logs = new Recorder();
    private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    private final List<Logger> loud = List.of(logger("org.radiologygpt"), logger("org.apache.camel"), logger("ca.uhn"));

    @BeforeEach
    void listen() {
        logs.setContext(root.getLoggerContext());
        logs.start();
        console = root.getAppender("stderr");
        root.detachAppender("stderr");
        root.addAppender(logs);
        loud.forEach(logger -> logger.setLevel(Level.DEBUG));
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(logs);
        root.addAppender(console);
        loud.forEach(logger -> logger.setLevel(null));
    }

    @Test
    void prompts_logs_metrics_and_headers_hold_no_identifier(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("privacy", directory)) {
            engine.sendOru(oru("1"));
            engine.sendFhir(fhir("1"));
            engine.outcomes(2);
            engine.model.answer = prompt -> Reply.text("Clear lungs, [NAME-9].", "stop");
            engine.sendOru(oru("2"));
            engine.outcomes(3);
            engine.model.answer = prompt -> new Reply(500, "{\"error\":{\"message\":\"cannot\"}}");
            engine.sendOru(oru("3"));
            engine.outcomes(4);
            engine.model.answer = prompt -> Reply.error(400, "invalid");
            engine.sendFhir(fhir("2"));
            engine.sendOru(oru("4").replace("MSH|", "MXH|"));
            engine.sendOru(oru("5").substring(0, 700));
            engine.sendOru(oru("6").replace("ORU^R01^ORU_R01", "ADT^A01"));
            engine.sendFhir(fhir("3").replace("\"status\":\"preliminary\"", "\"status\":\"Zebulon\""));
            engine.sendFhir(fhir("4").substring(0, 400));
            engine.sendFhir(fhir("5").replace("DiagnosticReport", "Quackenbush"));
            List<ConsumerRecord<String, byte[]>> outcomes = engine.outcomeRecords(11);
            assertThat(outcomes).hasSize(11);
            assertThat(RunningEngine.json(outcomes.get(0).value())
                            .path("outcome")
                            .asText())
                    .isEqualTo("drafted");
            assertThat(engine.model.bodies).hasSizeGreaterThanOrEqualTo(5);
            assertClean("prompt", engine.model.bodies);
            String metrics = engine.page("/metrics");
            for (PhiKind kind : PhiKind.values()) {
                assertThat(metrics).contains("radiology_deid_removed_total{kind=\"" + kind.name() + "\"}");
            }
            assertClean("metrics", List.of(engine.page("/metrics"), engine.page("/health/ready")));
            assertClean("headers", headers(outcomes));
            assertClean("headers", headers(Broker.read(engine.topics.errors(), 8)));
        }
        assertThat(logs.lines).isNotEmpty();
        assertClean("log", logs.lines);
    }

    private static void assertClean(String where, List<String> texts) {
        for (String text : texts) {
            String lower = text.toLowerCase(Locale.ROOT);
            for (String identifier : IDENTIFIERS) {
                assertThat(lower)
                        .as("%s holds %s", where, identifier)
                        .doesNotContain(identifier.toLowerCase(Locale.ROOT));
            }
        }
    }

    private static List<String> headers(List<ConsumerRecord<String, byte[]>> records) {
        List<String> all = new ArrayList<>();
        records.forEach(record -> record.headers()
                .forEach(header -> all.add(header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))));
        return all;
    }

    private static String oru(String number) {
        String text = ORU.replace("The lungs are clear.", unknown() + " The lungs are clear.");
        return String.format(Locale.ROOT, text, number).replace('\n', '\r');
    }

    /** A sentence for every kind; a kind without one fails the test. */
    private static String unknown() {
        return Arrays.stream(PhiKind.values())
                .map(kind -> Objects.requireNonNull(UNKNOWN.get(kind), kind.name()))
                .collect(Collectors.joining(" "));
    }

    private static String fhir(String number) {
        String text = Base64.getEncoder()
                .encodeToString(FHIR_TEXT
                        .replace("The lungs are clear.", unknown() + " The lungs are clear.")
                        .getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, FHIR, number, text);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    private static final class Recorder extends AppenderBase<ILoggingEvent> {
        final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
            for (IThrowableProxy fault = event.getThrowableProxy(); fault != null; fault = fault.getCause()) {
                lines.add(fault.getClassName() + ": " + fault.getMessage());
            }
        }
    }
}
