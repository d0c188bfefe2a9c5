package org.radiologygpt.model.bench.soak;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each model answered, greedily and alone, before the load began. On every prompt all models answer differently, so
 * that an answer tells whose it is.
 *
 * @param prompts findings, made up
 * @param answers of each model by its name, in the order of the prompts
 */
record Truths(List<String> prompts, Map<String, List<String>> answers) {

    Truths {
        prompts = List.copyOf(prompts);
        answers = Map.copyOf(answers);
    }

    String of(String model, int prompt) {
        return answers.get(model).get(prompt);
    }

    /** What is wrong with a model's whole answer; nothing where it is the one it gave alone. */
    Optional<String> fault(String model, int prompt, String answer) {
        return of(model, prompt).equals(answer) ? Optional.empty() : Optional.of(wrong(model, prompt, answer));
    }

    /** The same for the beginning of an answer, which may be too short to tell whose it is. */
    Optional<String> faultOfBeginning(String model, int prompt, String beginning) {
        return of(model, prompt).startsWith(beginning)
                ? Optional.empty()
                : Optional.of(model + " began prompt " + prompt + " otherwise than alone");
    }

    private String wrong(String model, int prompt, String answer) {
        return answers.keySet().stream()
                .filter(other -> of(other, prompt).equals(answer))
                .findFirst()
                .map(other -> model + " gave the answer of " + other + " to prompt " + prompt)
                .orElse(model + " answered prompt " + prompt + " otherwise than alone");
    }
}
