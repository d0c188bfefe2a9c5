package org.radiologygpt.model.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.model.weights.ModelFormatException;

/**
 * A Jinja template as Hugging Face's {@code apply_chat_template} takes it, with the same settings: {@code trim_blocks},
 * {@code lstrip_blocks}, the variables {@code messages}, {@code bos_token}, {@code eos_token} and
 * {@code add_generation_prompt}, the function {@code raise_exception}. What was said is inserted, never interpreted. A
 * template that the library cannot render whole gives an error, not a prompt with a gap.
 */
public final class ChatTemplate {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_OUTPUT = 16 << 20;
    private static final Jinjava JINJA = jinja();

    private final String template;
    private final Map<String, String> tokens;

    ChatTemplate(String template, String bosToken, String eosToken) {
        this.template = template;
        tokens = Map.of("bos_token", bosToken, "eos_token", eosToken);
    }

    /**
     * The template of a model directory: {@code chat_template.jinja}, or {@code chat_template} in
     * {@code tokenizer_config.json}; of several the one called {@code default}.
     *
     * @throws ModelFormatException where a file cannot be read, or has several templates and no default
     */
    public static Optional<ChatTemplate> read(Path directory) {
        Path config = directory.resolve("tokenizer_config.json");
        Path file = directory.resolve("chat_template.jinja");
        try {
            JsonNode json =
                    Files.isRegularFile(config) ? JSON.readTree(Files.readAllBytes(config)) : JSON.createObjectNode();
            Optional<String> text =
                    Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : text(json.path("chat_template"));
            return text.map(
                    found -> new ChatTemplate(found, token(json.path("bos_token")), token(json.path("eos_token"))));
        } catch (IOException e) {
            throw new ModelFormatException(
                    "cannot read the chat template of " + directory + ": "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    private static Optional<String> text(JsonNode template) {
        if (template.isMissingNode() || template.isNull()) {
            return Optional.empty();
        }
        if (template.isTextual()) {
            return Optional.of(template.asText());
        }
        for (JsonNode named : template) {
            if (named.path("name").asText().equals("default")) {
                return Optional.of(named.path("template").asText());
            }
        }
        throw new ModelFormatException("tokenizer_config.json: chat_template is no text and has no default");
    }

    /** A token is given as its text, or as an object that holds it. */
    private static String token(JsonNode token) {
        return token.isTextual() ? token.asText() : token.path("content").asText("");
    }

    /**
     * The prompt that asks for the assistant's next turn.
     *
     * @throws ChatException where the template refuses the conversation or cannot be rendered
     */
    public String render(List<ChatMessage> messages) {
        Map<String, Object> variables = new HashMap<>(tokens);
        variables.put("messages", messages.stream().map(ChatMessage::fields).toList());
        variables.put("add_generation_prompt", true);
        RenderResult result = JINJA.renderForResult(template, variables);
        for (TemplateError error : result.getErrors()) {
            throw new ChatException(refusal(error.getException())
                    .filter(reason -> messages.stream().noneMatch(message -> reason.contains(message.content())))
                    .map(reason -> "the model's chat template refuses the conversation: " + reason)
                    .orElse("the model's chat template cannot be rendered (" + error.getReason() + ", line "
                            + error.getLineno() + ")"));
        }
        return result.getOutput();
    }

    private static Optional<String> refusal(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal) {
                return Optional.ofNullable(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Jinjava jinja() {
        JinjavaConfig config = JinjavaConfig.newBuilder()
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withNestedInterpretationEnabled(false)
                .withMaxOutputSize(MAX_OUTPUT)
                .withMaxStringLength(MAX_OUTPUT)
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withUsePyishObjectMapper(true)
                        .withKeepNullableLoopValues(true)
                        .withUseTrimmingForNotesAndExpressions(true)
                        .withParseWhitespaceControlStrictly(true)
                        .withAllowAdjacentTextNodes(true)
                        .build())
                .build();
        Jinjava jinja = new Jinjava(config);
        jinja.getGlobalContext()
                .registerFunction(
                        new ELFunctionDefinition("", "raise_exception", ChatTemplate.class, "refuse", String.class));
        return jinja;
    }

    /** What a template calls as {@code raise_exception}; public for the library's sake. */
    public static String refuse(String reason) {
        throw new Refusal(reason);
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String reason) {
            super(reason, null, false, false);
        }
    }
}
