package org.radiologygpt.trainer.gather;

import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.curate.Exclusion;
import org.radiologygpt.trainer.curate.Gathered;
import org.radiologygpt.trainer.curate.Version;

/**
 * One report of NLM's Open-i as its XML has it ({@code eCitation}). Its publishers say neither patient nor time: each report
 * is its own patient. Their mask {@code XXXX} becomes ours.
 */
final class OpenI {
    private static final XMLInputFactory XML = factory();
    private static final Pattern MASK = Pattern.compile("\\bX{4,}\\b");

    private OpenI() {}

    static Gathered of(InputStream file, long place) {
        try {
            return of(texts(file), place);
        } catch (XMLStreamException e) {
            return new Gathered.LeftOut(Exclusion.UNREADABLE);
        }
    }

    /** By label in capitals; the report's number under the empty label. */
    private static Map<String, String> texts(InputStream file) throws XMLStreamException {
        Map<String, String> texts = new HashMap<>();
        XMLStreamReader reader = XML.createXMLStreamReader(file);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamReader.START_ELEMENT) {
                String name = reader.getLocalName();
                if (name.equals("uId")) {
                    texts.putIfAbsent(
                            "",
                            Optional.ofNullable(reader.getAttributeValue(null, "id"))
                                    .orElse(""));
                } else if (name.equals("AbstractText")) {
                    String label = reader.getAttributeValue(null, "Label");
                    texts.merge(label == null ? "?" : label, reader.getElementText(), (one, more) -> one + "\n" + more);
                }
            }
        }
        return texts;
    }

    private static Gathered of(Map<String, String> texts, long place) {
        String number = texts.getOrDefault("", "");
        String findings = MASK.matcher(texts.getOrDefault("FINDINGS", "")).replaceAll("___");
        String impression = MASK.matcher(texts.getOrDefault("IMPRESSION", "")).replaceAll("___");
        String id = "openi-" + number;
        if (!Names.isOpenI(id)) {
            return new Gathered.LeftOut(Exclusion.UNREADABLE);
        }
        if (!PlainText.isWhole(findings) || !PlainText.isWhole(impression)) {
            return new Gathered.LeftOut(Exclusion.GARBLED);
        }
        if (findings.isBlank()) {
            return new Gathered.LeftOut(Exclusion.NO_FINDINGS);
        }
        if (impression.isBlank()) {
            return new Gathered.LeftOut(Exclusion.NO_IMPRESSION);
        }
        Version version = new Version(id, "", Optional.empty(), place);
        return CleanText.of(List.of(findings, impression), List.of())
                .<Gathered>map(clean -> new Gathered.Candidate(
                        version, new Pair(id, id, "openi", "", clean.get(0), clean.get(1), false), false, List.of()))
                .orElseGet(() -> new Gathered.TakenBack(version, Exclusion.NOT_CLEAN));
    }

    /** Reads nothing outside the file. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
