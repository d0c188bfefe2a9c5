/**
 * The chat template that a model directory brings: how the turns of a conversation become one prompt.
 *
 * <p>May import the weights' typed error and the template library. Must never know a hospital's message or HTTP.
 */
package org.radiologygpt.model.chat;
