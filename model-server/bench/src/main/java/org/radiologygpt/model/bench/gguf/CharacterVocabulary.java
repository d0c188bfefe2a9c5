package org.radiologygpt.model.bench.gguf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A vocabulary in which every token but three is a character of its own, so that text says exactly which ids it stands
 * for, and a binding that takes and gives nothing but text can be driven and read by ids.
 *
 * <p>The first three are the unknown token, the beginning and the end of a text. The others are letters of Unicode's CJK
 * and Hangul blocks: none is a space, a digit or part of another, and no normal form changes them.
 *
 * @param size tokens, the three included
 */
public record CharacterVocabulary(int size) {
    public static final int UNKNOWN = 0;
    public static final int BEGINNING = 1;
    public static final int END = 2;

    /** Tokens that are no character. */
    public static final int SPECIAL = 3;

    private static final String[] SPECIAL_PIECES = {"<unk>", "<s>", "</s>"};
    private static final int CJK = 0x4e00;
    private static final int CJK_COUNT = 20_992;
    private static final int HANGUL = 0xac00;
    private static final int HANGUL_COUNT = 11_172;
    private static final ObjectMapper JSON = new ObjectMapper();

    public CharacterVocabulary {
        if (size <= SPECIAL || size > SPECIAL + CJK_COUNT + HANGUL_COUNT) {
            throw new IllegalArgumentException("a vocabulary of " + size + " tokens, it must have between 4 and "
                    + (SPECIAL + CJK_COUNT + HANGUL_COUNT));
        }
    }

    /** The text of a token. */
    public String piece(int id) {
        return id < SPECIAL ? SPECIAL_PIECES[id] : String.valueOf(character(id));
    }

    /** The text of tokens that are characters. */
    public String text(int[] ids) {
        StringBuilder text = new StringBuilder(ids.length);
        Arrays.stream(ids).forEach(id -> text.append(character(id)));
        return text.toString();
    }

    /** The tokens of such a text. */
    public int[] ids(String text) {
        return text.chars().map(this::id).toArray();
    }

    private char character(int id) {
        if (id < SPECIAL || id >= size) {
            throw new IllegalArgumentException("token " + id + " is no character");
        }
        int letter = id - SPECIAL;
        return (char) (letter < CJK_COUNT ? CJK + letter : HANGUL + letter - CJK_COUNT);
    }

    private int id(int character) {
        int id = SPECIAL + (character < HANGUL ? character - CJK : CJK_COUNT + character - HANGUL);
        if (id < SPECIAL || id >= size) {
            throw new IllegalArgumentException("a character of the text is no token");
        }
        return id;
    }

    /** Writes it as {@code tokenizer.json}: BPE without merges, the whole text one word. */
    void write(Path directory) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        json.putNull("normalizer").putNull("pre_tokenizer").putNull("post_processor");
        json.putObject("decoder").put("type", "Fuse");
        for (int id = 0; id < SPECIAL; id++) {
            special(json, id);
        }
        ObjectNode model = json.putObject("model");
        model.put("type", "BPE").put("unk_token", piece(UNKNOWN)).putArray("merges");
        ObjectNode vocabulary = model.putObject("vocab");
        IntStream.range(0, size).forEach(id -> vocabulary.put(piece(id), id));
        JSON.writeValue(directory.resolve("tokenizer.json").toFile(), json);
    }

    private void special(ObjectNode json, int id) {
        json.withArray("added_tokens")
                .addObject()
                .put("id", id)
                .put("content", piece(id))
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
    }
}
