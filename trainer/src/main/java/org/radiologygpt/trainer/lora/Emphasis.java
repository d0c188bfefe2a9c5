package org.radiologygpt.trainer.lora;

import java.util.List;
import java.util.Locale;

/**
 * Words of the impression in which a mistake costs more than in others, such as the side: a swapped side is one wrong
 * token in a text that is otherwise right, so that the plain loss hardly sees it.
 *
 * @param weight loss weight of a token that is one of the words; other tokens have 1
 * @param words in lower case; only words that are a single token count
 */
record Emphasis(double weight, List<String> words) {
    static final Emphasis NONE = new Emphasis(1, List.of());

    Emphasis {
        words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    float of(String token) {
        return words.contains(token.strip().toLowerCase(Locale.ROOT)) ? (float) weight : 1;
    }
}
