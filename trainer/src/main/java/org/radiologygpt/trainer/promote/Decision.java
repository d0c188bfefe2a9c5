package org.radiologygpt.trainer.promote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.corpus.OwnersFile;

/**
 * What the gate said, and of what. The same inputs give the same bytes: no time and no place is in it.
 *
 * @param inputs SHA-256 of what was looked at: {@code base}, {@code candidate} (base and adapter together),
 *     {@code current} where an adapter is in use, {@code adapter} and {@code currentAdapter} (their files alone, which
 *     another base model leaves as they are), {@code test}, and {@code training} where it was given
 * @param rules how strict
 * @param checks each rule, applied
 * @param promotes whether the candidate may be used
 */
public record Decision(Map<String, String> inputs, Rules rules, List<Check> checks, boolean promotes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Decision {
        inputs = new TreeMap<>(inputs);
        checks = List.copyOf(checks);
    }

    static Decision of(Map<String, String> inputs, Rules rules, List<Check> checks) {
        return new Decision(inputs, rules, checks, checks.stream().noneMatch(Check::refuses));
    }

    /** The record as JSON. */
    public String json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a decision is always JSON", e);
        }
    }

    /** Short name of this decision. */
    public String id() {
        return PromptTemplate.sha256(json()).substring(0, 12);
    }

    /** Writes it as a whole. */
    public void write(Path file) throws IOException {
        try (OwnersFile owners = OwnersFile.create(file)) {
            Files.writeString(owners.partial(), json());
            owners.commit();
        }
    }

    /**
     * Reads one.
     *
     * @throws CorpusException where it is none
     */
    public static Decision read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), Decision.class);
        } catch (JsonProcessingException e) {
            throw new CorpusException(file.getFileName() + " is no decision of promote");
        }
    }

    /** Names of the rules that keep the candidate out. */
    public List<String> refusals() {
        return checks.stream().filter(Check::refuses).map(Check::name).toList();
    }
}
