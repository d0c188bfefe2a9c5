package org.radiologygpt.model.generate;

/**
 * What a token loses for having come before.
 *
 * @param repetition divides a positive logit, multiplies a negative one, of every token of the prompt or the answer
 *     (Keskar et al. 2019, "CTRL", section 4.1, as Hugging Face's {@code RepetitionPenaltyLogitsProcessor} does it);
 *     above 0, at most 2, and 1 for none
 * @param frequency taken from a token's logit for each time the answer has it (OpenAI); between -2 and 2
 * @param presence taken from a token's logit once where the answer has it (OpenAI); between -2 and 2
 */
public record Penalties(double repetition, double frequency, double presence) {

    /** No penalty. */
    public static final Penalties NONE = new Penalties(1, 0, 0);

    public Penalties {
        if (!(repetition > 0 && repetition <= 2)) {
            throw new IllegalArgumentException(
                    "repetition_penalty is " + repetition + ", it must be above 0 and at most 2");
        }
        between("frequency_penalty", frequency);
        between("presence_penalty", presence);
    }

    private static void between(String name, double penalty) {
        if (!(penalty >= -2 && penalty <= 2)) {
            throw new IllegalArgumentException(name + " is " + penalty + ", it must be between -2 and 2");
        }
    }

    /**
     * A token's logit after the penalties: repetition first. A finite one stays finite: what is not tells of an engine that
     * computed nonsense.
     */
    float apply(float logit, int timesInAnswer) {
        double repeated = logit > 0 ? logit / repetition : logit * repetition;
        double presences = timesInAnswer > 0 ? presence : 0;
        double penalised = repeated - frequency * timesInAnswer - presences;
        return (float) (Float.isFinite(logit) ? Math.min(penalised, Float.MAX_VALUE) : penalised);
    }
}
