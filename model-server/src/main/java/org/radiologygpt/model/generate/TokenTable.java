package org.radiologygpt.model.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.radiologygpt.model.score.TokenBytes;

/**
 * What each token of a {@code tokenizer.json} stands for, in bytes. The tokenizers library decodes whole texts only: half
 * a character would be U+FFFD there.
 */
final class TokenTable {
    /** How SentencePiece writes a blank. */
    private static final String LOW_LINE = "\u2581";

    /** How SentencePiece writes a byte of a character that it has no token for. */
    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-Fa-f]{2}>");

    private static final int[] UNPRINTABLE = IntStream.range(0, 256)
            .filter(b -> b <= ' ' || b >= 0x7f && b <= 0xa0 || b == 0xad)
            .toArray();

    private final List<TokenBytes> tokens = new ArrayList<>();

    private TokenTable() {}

    /** Of a tokenizer: byte-level BPE as GPT-2's, or SentencePiece's. */
    static TokenTable of(JsonNode tokenizer) {
        TokenTable table = new TokenTable();
        String decoder = tokenizer.path("decoder").toString();
        boolean byteLevel = decoder.contains("\"ByteLevel\"");
        boolean byteFallback = decoder.contains("\"ByteFallback\"");
        boolean lowLine = decoder.contains(LOW_LINE) || decoder.contains("\"Metaspace\"");
        JsonNode vocabulary = tokenizer.path("model").path("vocab");
        if (vocabulary.isArray()) {
            for (int id = 0; id < vocabulary.size(); id++) {
                table.put(id, piece(vocabulary.get(id).path(0).asText(), byteLevel, byteFallback, lowLine));
            }
        }
        for (Map.Entry<String, JsonNode> token : vocabulary.properties()) {
            table.put(token.getValue().asInt(), piece(token.getKey(), byteLevel, byteFallback, lowLine));
        }
        for (JsonNode token : tokenizer.path("added_tokens")) {
            table.put(
                    token.path("id").asInt(),
                    TokenBytes.of(token.path("content").asText()));
        }
        return table;
    }

    private void put(int id, TokenBytes bytes) {
        while (tokens.size() <= id) {
            tokens.add(TokenBytes.NONE);
        }
        tokens.set(id, bytes);
    }

    private static TokenBytes piece(String piece, boolean byteLevel, boolean byteFallback, boolean lowLine) {
        if (byteLevel) {
            return TokenBytes.of(bytesOfLevel(piece));
        }
        if (byteFallback && BYTE.matcher(piece).matches()) {
            return TokenBytes.of(new byte[] {(byte) Integer.parseInt(piece.substring(3, 5), 16)});
        }
        return TokenBytes.of(lowLine ? piece.replace(LOW_LINE, " ") : piece);
    }

    /** GPT-2 writes printable bytes of Latin-1 as themselves and the others, in order, as the characters from U+0100. */
    private static byte[] bytesOfLevel(String piece) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(piece.length());
        piece.codePoints().forEach(c -> {
            if (c < 0x100) {
                bytes.write(c);
            } else if (c < 0x100 + UNPRINTABLE.length) {
                bytes.write(UNPRINTABLE[c - 0x100]);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** None for an id that is no token: a vocabulary may be larger, to be a round number. */
    TokenBytes bytes(int id) {
        return id < tokens.size() ? tokens.get(id) : TokenBytes.NONE;
    }
}
