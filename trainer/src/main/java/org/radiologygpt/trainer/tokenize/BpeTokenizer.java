package org.radiologygpt.trainer.tokenize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A learned tokenizer, to be written as {@code tokenizer.json}. */
public final class BpeTokenizer {
    static final List<String> SPECIAL = List.of("<unk>", "<s>", "</s>");

    /** Id put before every text. */
    public static final int BOS = 1;

    /** Id that ends a text. */
    public static final int EOS = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<BpeTrainer.SymbolPair> merges;
    private final List<String> wholeTexts;
    private final Map<String, Integer> vocabulary = new LinkedHashMap<>();

    BpeTokenizer(List<BpeTrainer.SymbolPair> merges, List<String> wholeTexts) {
        this.merges = List.copyOf(merges);
        this.wholeTexts = List.copyOf(wholeTexts);
        SPECIAL.forEach(this::number);
        for (int value = 0; value < 256; value++) {
            number(String.valueOf(ByteAlphabet.symbol(value)));
        }
        merges.forEach(pair -> number(pair.merged()));
    }

    private void number(String token) {
        vocabulary.putIfAbsent(token, vocabulary.size());
    }

    /** Number of tokens; ids run from 0. */
    public int size() {
        return vocabulary.size() + wholeTexts.size();
    }

    /** Writes {@code tokenizer.json}: bytes, merges, {@code <s>} before every text. */
    public void write(Path file) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        addedTokens(json.putArray("added_tokens"));
        json.putNull("normalizer");
        preTokenizer(json.putObject("pre_tokenizer"));
        postProcessor(json.putObject("post_processor"));
        byteLevel(json.putObject("decoder"));
        model(json.putObject("model"));
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    private void addedTokens(ArrayNode tokens) {
        for (String special : SPECIAL) {
            addedToken(tokens, vocabulary.get(special), special, true);
        }
        for (int i = 0; i < wholeTexts.size(); i++) {
            addedToken(tokens, vocabulary.size() + i, wholeTexts.get(i), false);
        }
    }

    private static void addedToken(ArrayNode tokens, int id, String content, boolean special) {
        tokens.addObject()
                .put("id", id)
                .put("content", content)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", special);
    }

    private static void preTokenizer(ObjectNode node) {
        ArrayNode steps = node.put("type", "Sequence").putArray("pretokenizers");
        ObjectNode split = steps.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", BpeTrainer.WORDS);
        split.put("behavior", "Isolated").put("invert", false);
        byteLevel(steps.addObject());
    }

    private static void byteLevel(ObjectNode node) {
        node.put("type", "ByteLevel").put("add_prefix_space", false);
        node.put("trim_offsets", true).put("use_regex", false);
    }

    private static void postProcessor(ObjectNode node) {
        node.put("type", "TemplateProcessing");
        ArrayNode single = node.putArray("single");
        single.addObject().putObject("SpecialToken").put("id", "<s>").put("type_id", 0);
        single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        ArrayNode pair = node.putArray("pair");
        pair.addAll(single.deepCopy());
        pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
        ObjectNode bos = node.putObject("special_tokens").putObject("<s>").put("id", "<s>");
        bos.putArray("ids").add(BOS);
        bos.putArray("tokens").add("<s>");
    }

    private void model(ObjectNode node) {
        node.put("type", "BPE").putNull("dropout").putNull("unk_token");
        node.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
        node.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocab = node.putObject("vocab");
        vocabulary.forEach(vocab::put);
        ArrayNode list = node.putArray("merges");
        merges.forEach(pair -> list.add(pair.left() + " " + pair.right()));
    }
}
