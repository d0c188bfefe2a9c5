package org.radiologygpt.trainer.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;
import org.radiologygpt.trainer.synthetic.Fact;
import org.radiologygpt.trainer.synthetic.Side;

/**
 * A pair to be answered.
 *
 * @param facts what is true of the report; empty where the data do not say
 */
record Question(Pair pair, Optional<List<Fact>> facts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the first pairs of a file, and the field {@code facts} where they have it. */
    static List<Question> read(Path file, int limit) throws IOException {
        Map<String, List<Fact>> facts = facts(file, limit);
        try (Stream<Pair> pairs = PairFile.read(file)) {
            return pairs.limit(limit)
                    .map(pair -> new Question(pair, Optional.ofNullable(facts.get(pair.id()))))
                    .toList();
        }
    }

    private static Map<String, List<Fact>> facts(Path file, int limit) throws IOException {
        Map<String, List<Fact>> facts = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> !line.isBlank())
                    .limit(limit)
                    .map(Question::json)
                    .forEach(node -> {
                        if (node.path("facts").isArray()) {
                            facts.put(node.path("id").asText(), facts(node.path("facts")));
                        }
                    });
        }
        return facts;
    }

    /** What is no JSON is reported by the pair file's own reader, with its line and without its text. */
    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.nullNode();
        }
    }

    private static List<Fact> facts(JsonNode array) {
        List<Fact> facts = new ArrayList<>();
        for (JsonNode node : array) {
            List<String> accepted = new ArrayList<>();
            node.path("accepted").forEach(name -> accepted.add(name.asText()));
            facts.add(new Fact(
                    node.path("finding").asText(),
                    Side.valueOf(node.path("side").asText().toUpperCase(Locale.ROOT)),
                    node.path("main").asBoolean(),
                    node.path("urgency").asInt(),
                    accepted));
        }
        return facts;
    }
}
