package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.deid.DeidAudit;
import org.radiologygpt.deid.DeidKey;
import org.radiologygpt.deid.DeidentificationException;
import org.radiologygpt.deid.Deidentified;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deid.Removed;
import org.radiologygpt.deid.Rendering;
import org.radiologygpt.deid.Subject;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.Section;

/** The texts of messages without identifiers, and where in the original texts what was removed. */
final class TextDeidentification implements Deidentification {
    private final Rendering rendering;
    private final Optional<DeidKey> key;
    private DeidAudit audit = DeidAudit.none();

    /** @param key present for surrogates */
    TextDeidentification(Rendering rendering, Optional<DeidKey> key) {
        this.rendering = rendering;
        this.key = key;
    }

    @Override
    public DeidAudit audit() {
        return audit;
    }

    @Override
    public Optional<DeidKey> key() {
        return key;
    }

    @Override
    public ObjectNode line(JsonLines lines, Readers readers, InputMessage message) {
        audit = DeidAudit.none();
        if (message instanceof InputMessage.Text text) {
            return clean(lines, text.source(), Subject.of(text.id()), Map.of("text", text.text()), List.of())
                    .put("id", text.id());
        }
        ReadOutcome outcome = readers.read(message);
        if (outcome instanceof ReadOutcome.Read read) {
            RadiologyReport report = read.report();
            return clean(lines, message.source(), Subject.of(report), texts(report), report.knownIdentifiers());
        }
        ReadOutcome.Rejected rejected = (ReadOutcome.Rejected) outcome;
        return lines.rejected(message.source(), rejected.reason(), rejected.detail());
    }

    /** The text of each kind of section; passages of one kind are joined by a line break. */
    private static Map<String, String> texts(RadiologyReport report) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Section section : report.sections()) {
            texts.merge(section.kind().key(), section.text(), (before, text) -> before + "\n" + text);
        }
        return texts;
    }

    private ObjectNode clean(
            JsonLines lines, String source, Subject subject, Map<String, String> texts, List<KnownIdentifier> known) {
        ObjectNode line = lines.line(source, "deidentified");
        ObjectNode sections = line.putObject("sections");
        ArrayNode removed = line.putArray("removed");
        try {
            List<String> originals = List.copyOf(texts.values());
            List<Deidentified> clean = deidentifier(subject).deidentify(originals, known);
            audit = DeidAudit.of(clean, originals, known);
            int index = 0;
            for (String name : texts.keySet()) {
                add(name, clean.get(index++), sections, removed);
            }
            key.ifPresent(used -> line.put("key", used.id()));
            return line;
        } catch (DeidentificationException e) {
            return lines.line(source, "withheld").put("reason", e.reason().code());
        }
    }

    private static void add(String name, Deidentified clean, ObjectNode sections, ArrayNode removed) {
        sections.put(name, clean.text());
        for (Removed span : clean.removed()) {
            removed.addObject()
                    .put("section", name)
                    .put("kind", span.kind().name())
                    .put("start", span.start())
                    .put("end", span.end());
        }
    }

    private Deidentifier deidentifier(Subject subject) {
        return switch (rendering) {
            case PLACEHOLDERS -> Deidentifier.placeholders();
            case MASK -> Deidentifier.mask();
            case SURROGATES -> Deidentifier.surrogates(key.orElseThrow(), subject, false);
        };
    }
}
