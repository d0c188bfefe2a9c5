package org.radiologygpt.routes.draft;

import org.radiologygpt.draft.ModelIdentity;

/**
 * A model's answer.
 *
 * @param text the text after the prompt
 * @param truncated whether it is not known to have ended by itself: for its length, or for no reason given
 * @param promptTokens tokens of the prompt, 0 where the server tells none
 * @param completionTokens tokens of the answer, 0 where the server tells none
 * @param model who answered
 */
public record Completion(String text, boolean truncated, int promptTokens, int completionTokens, ModelIdentity model) {}
