package org.radiologygpt.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ReadOutcome.Read;
import org.radiologygpt.report.ReadOutcome.Rejected;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.TextAccount;
import org.radiologygpt.report.TextLoss;

/** No character of a FHIR message's text is lost without a name, whichever elements a sender writes it into. */
class TextAccountTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DiagnosticReportReader READER = new DiagnosticReportReader(SourceProfile.defaults());
    private static final String[] TEXTS = {
        "FINDINGS: Clear lungs. No effusion.\nIMPRESSION: Normal chest.",
        "Normal chest.",
        "IMPRESSION: Normal chest.",
        "Clear lungs. No effusion.\n\nNormal chest.",
        "Electronically signed by: A. Reader, MD 03/06/2026 14:40",
        "COMPARISON: none\nsmall \u00e4\u00f6\u00fc \u4e2d \u2022 nodule \u2013 5 mm",
        "a < b & c > d",
        "\u00a0 \t ",
        ""
    };
    private static final String[] CODES = {"59776-5", "19005-8", "18783-1", "X", "11329-0"};

    @Property(tries = 400)
    void every_character_stands_in_the_report_or_is_lost_by_name(@ForAll long seed) {
        TextAccount account = account(message(new Random(seed)));
        assertThat(account.losses().keySet())
                .isSubsetOf(TextLoss.MARKUP, TextLoss.ATTACHMENT, TextLoss.REPEATED, TextLoss.NOT_READ);
    }

    @Example
    void a_text_in_two_elements_is_lost_once_as_repeated() {
        ObjectNode report = report();
        report.put("conclusion", "Normal chest.");
        report.putArray("presentedForm").add(attachment("text/plain", "IMPRESSION: Normal chest."));
        TextAccount account = account(report);
        assertThat(account.received()).isEqualTo(25 + 12);
        assertThat(account.inHeadings()).isEqualTo(11);
        assertThat(account.losses()).isEqualTo(Map.of(TextLoss.MARKUP, 2, TextLoss.REPEATED, 12));
    }

    @Example
    void a_pdf_is_lost_as_an_attachment_by_its_bytes() {
        ObjectNode report = report();
        report.putArray("presentedForm").add(attachment("application/pdf", "%PDF-1.7"));
        assertThat(account(report).losses()).isEqualTo(Map.of(TextLoss.ATTACHMENT, 8));
    }

    @Example
    void text_of_an_observation_that_no_result_names_is_lost_as_not_read() {
        ObjectNode report = report();
        report.put("conclusion", "Normal.");
        report.putArray("contained").add(observation(new Random(1), "o1", "Someone else's."));
        assertThat(account(report).losses()).isEqualTo(Map.of(TextLoss.NOT_READ, 14));
    }

    private static TextAccount account(ObjectNode message) {
        ReadOutcome outcome = READER.read(message.toString().getBytes(UTF_8));
        assertThat(outcome)
                .as(() -> outcome instanceof Rejected rejected ? rejected.detail() + "\n" + message : "")
                .isInstanceOf(Read.class);
        assertThat(((Read) outcome).account().balanced()).isTrue();
        return ((Read) outcome).account();
    }

    private static ObjectNode message(Random random) {
        ObjectNode report = report();
        if (random.nextBoolean()) {
            report.put("conclusion", text(random));
        }
        if (random.nextInt(3) == 0) {
            report.putArray("conclusionCode").addObject().put("text", text(random));
        }
        ArrayNode forms = report.putArray("presentedForm");
        for (int i = random.nextInt(3); i > 0; i--) {
            forms.add(form(random));
        }
        if (random.nextBoolean()) {
            report.set("text", page(random));
        }
        if (random.nextInt(3) == 0) {
            report.putArray("note").addObject().put("text", text(random));
        }
        ArrayNode contained = report.putArray("contained");
        ArrayNode results = report.putArray("result");
        for (int i = random.nextInt(4); i > 0; i--) {
            contained.add(observation(random, "o" + i, text(random)));
            if (random.nextInt(4) > 0) {
                results.addObject().put("reference", "#o" + i);
            }
        }
        return random.nextInt(3) == 0 ? document(random, pruned(report)) : pruned(report);
    }

    /** FHIR has no empty arrays. */
    private static ObjectNode pruned(ObjectNode report) {
        for (String name : new String[] {"presentedForm", "contained", "result"}) {
            if (report.path(name).isEmpty()) {
                report.remove(name);
            }
        }
        return report;
    }

    private static ObjectNode document(Random random, ObjectNode report) {
        ObjectNode bundle =
                MAPPER.createObjectNode().put("resourceType", "Bundle").put("type", "document");
        ArrayNode entries = bundle.putArray("entry");
        ObjectNode composition = entries.addObject()
                .putObject("resource")
                .put("resourceType", "Composition")
                .put("title", "Report");
        ObjectNode section = composition.putArray("section").addObject();
        if (random.nextBoolean()) {
            section.put("title", "Findings");
        }
        section.set("text", page(random));
        entries.addObject().set("resource", report);
        if (random.nextInt(3) == 0) {
            ObjectNode other = report().put("id", "r2").put("conclusion", text(random));
            entries.addObject()
                    .<ObjectNode>set("resource", other)
                    .putObject("search")
                    .put("mode", "include");
        }
        return bundle;
    }

    private static ObjectNode report() {
        ObjectNode report = MAPPER.createObjectNode()
                .put("resourceType", "DiagnosticReport")
                .put("id", "r1");
        report.put("status", "preliminary").putObject("code").put("text", "CT");
        return report;
    }

    private static ObjectNode observation(Random random, String id, String text) {
        ObjectNode observation =
                MAPPER.createObjectNode().put("resourceType", "Observation").put("id", id);
        observation.put("status", random.nextInt(5) == 0 ? "cancelled" : "final");
        ObjectNode code = observation.putObject("code").put("text", "Name");
        code.putArray("coding").addObject().put("code", CODES[random.nextInt(CODES.length)]);
        switch (random.nextInt(4)) {
            case 0 -> observation.putObject("valueQuantity").put("value", 5).put("unit", "mm");
            case 1 -> observation.putObject("valueCodeableConcept").put("text", "coded");
            default -> {}
        }
        if (!observation.has("valueQuantity") && !observation.has("valueCodeableConcept") && !text.isEmpty()) {
            observation.put("valueString", text);
        } else if (!text.isEmpty()) {
            observation.putArray("note").addObject().put("text", text);
        }
        return observation;
    }

    private static ObjectNode form(Random random) {
        String text = text(random);
        return switch (random.nextInt(4)) {
            case 0 -> attachment("text/html", "<p>" + escaped(text) + "</p>");
            case 1 -> attachment("application/pdf", "%PDF-1.7 " + text);
            case 2 -> attachment("text/rtf", "{\\rtf1 Normal chest.\\par }");
            default -> attachment("text/plain", text);
        };
    }

    private static ObjectNode attachment(String type, String data) {
        return MAPPER.createObjectNode()
                .put("contentType", type)
                .put("data", Base64.getEncoder().encodeToString(data.getBytes(UTF_8)));
    }

    private static ObjectNode page(Random random) {
        String div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>" + escaped(text(random))
                + "</p><ul><li>one&nbsp;item</li></ul></div>";
        return MAPPER.createObjectNode().put("status", "generated").put("div", div);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
