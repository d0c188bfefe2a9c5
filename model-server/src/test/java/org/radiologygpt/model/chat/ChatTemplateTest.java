package org.radiologygpt.model.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.weights.ModelFormatException;

/** Templates in the manner of the LLaMA family; what they should give is written out by hand from Jinja's rules. */
class ChatTemplateTest {
    private static final String HEADERS = """
            {% set loop_messages = messages %}{% for message in loop_messages %}\
            {% set content = '<|header|>' + message['role'] + '<|end|>

            '+ message['content'] | trim + '<|eot|>' %}{% if loop.index0 == 0 %}{% set content = bos_token + content %}\
            {% endif %}{{ content }}{% endfor %}{% if add_generation_prompt %}{{ '<|header|>assistant<|end|>

            ' }}{% endif %}""";

    private static final String BRACKETS = """
            {%- if messages[0]["role"] == "system" %}
                {%- set system_message = messages[0]["content"] %}
                {%- set loop_messages = messages[1:] %}
            {%- else %}
                {%- set loop_messages = messages %}
            {%- endif %}
            {%- set ns = namespace(index=0) %}
            {%- for message in loop_messages %}
                {%- if (message['role'] == 'user') != (ns.index % 2 == 0) %}
                    {{- raise_exception('roles must alternate') }}
                {%- endif %}
                {%- set ns.index = ns.index + 1 %}
            {%- endfor %}
            {{- bos_token }}
            {%- for message in loop_messages %}
                {%- if message['role'] == 'user' %}
                    {%- if loop.last and system_message is defined %}
                        {{- '[I] ' + system_message + '\\n\\n' + message['content'] + '[/I]' }}
                    {%- else %}
                        {{- '[I] ' + message['content'] + '[/I]' }}
                    {%- endif %}
                {%- else %}
                    {{- ' ' + message['content'].strip() + eos_token }}
                {%- endif %}
            {%- endfor %}
            """;

    private static final String TAGS = """
            {%- if tools %}
                {{- 'tools' }}
            {%- endif %}
            {%- if messages[0].role != 'system' %}
                {{- '<|s|>system\\nBe brief.<|e|>\\n' }}
            {%- endif %}
            {%- for message in messages %}
                {%- if (message.role == "user") or (message.role == "assistant" and not message.tool_calls) or \
            (message.role == "system" and loop.first) %}
                    {{- '<|s|>' + message.role + '\\n' + message.content + '<|e|>' + '\\n' }}
                {%- endif %}
            {%- endfor %}
            {%- if add_generation_prompt %}
                {{- '<|s|>assistant\\n' }}
            {%- endif %}
            """;

    @TempDir
    private Path directory;

    private static ChatTemplate template(String text) {
        return new ChatTemplate(text, "<s>", "</s>");
    }

    private static ChatMessage user(String content) {
        return new ChatMessage("user", content);
    }

    @Test
    void headers_end_each_turn() {
        assertThat(template(HEADERS).render(List.of(new ChatMessage("system", " Be brief.\n"), user("Clear lungs."))))
                .isEqualTo("<s><|header|>system<|end|>\n\nBe brief.<|eot|><|header|>user<|end|>\n\nClear lungs.<|eot|>"
                        + "<|header|>assistant<|end|>\n\n");
    }

    @Test
    void brackets_take_the_system_message_into_the_last_turn() {
        List<ChatMessage> turns = List.of(
                new ChatMessage("system", "Be brief."),
                user("Findings?"),
                new ChatMessage("assistant", " Clear. "),
                user("Sure?"));
        assertThat(template(BRACKETS).render(turns))
                .isEqualTo("<s>[I] Findings?[/I] Clear.</s>[I] Be brief.\n\nSure?[/I]");
    }

    @Test
    void tags_bring_a_system_message_of_their_own() {
        assertThat(template(TAGS).render(List.of(user("Clear lungs."))))
                .isEqualTo("<|s|>system\nBe brief.<|e|>\n<|s|>user\nClear lungs.<|e|>\n<|s|>assistant\n");
    }

    @Test
    void what_was_said_is_never_interpreted() {
        String said = "{{ 1 + 1 }} {% for %} <b>\"µ\"</b> & {# x #}";
        assertThat(template(TAGS).render(List.of(user(said)))).contains("user\n" + said + "<|e|>");
    }

    @Test
    void refusal_of_the_template_is_told() {
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> template(BRACKETS).render(List.of(user("First."), user("Second."))))
                .withMessageContaining("roles must alternate");
    }

    @Test
    void refusal_that_quotes_what_was_said_is_not_told() {
        ChatTemplate quoting = template("{{ raise_exception('no ' + messages[0].content) }}");
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> quoting.render(List.of(user("Greta Good"))))
                .withMessageNotContaining("Greta");
    }

    @Test
    void template_that_cannot_be_rendered_whole_gives_no_prompt() {
        for (String broken :
                List.of("a {% unknown %} b", "{{ messages[ }}", "{% for m in messages %}{{ m.content }}")) {
            assertThatExceptionOfType(ChatException.class)
                    .as(broken)
                    .isThrownBy(() -> template(broken).render(List.of(user("Greta Good"))))
                    .withMessageNotContaining("Greta");
        }
    }

    @Test
    void template_is_found_in_any_of_its_places() throws IOException {
        assertThat(ChatTemplate.read(directory)).isEmpty();
        Path config = directory.resolve("tokenizer_config.json");
        Files.writeString(config, """
                {"bos_token": {"content": "<s>"}, "eos_token": "</s>",
                 "chat_template": [{"name": "tool_use", "template": "x"},
                                   {"name": "default", "template": "{{ bos_token + eos_token }}"}]}""");
        assertThat(ChatTemplate.read(directory).orElseThrow().render(List.of(user("a"))))
                .isEqualTo("<s></s>");
        Files.writeString(directory.resolve("chat_template.jinja"), "own{{ eos_token }}");
        assertThat(ChatTemplate.read(directory).orElseThrow().render(List.of(user("a"))))
                .isEqualTo("own</s>");
    }

    @Test
    void several_templates_without_a_default_are_refused() throws IOException {
        Files.writeString(
                directory.resolve("tokenizer_config.json"),
                "{\"chat_template\": [{\"name\": \"tool_use\", \"template\": \"x\"}]}");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ChatTemplate.read(directory))
                .withMessageContaining("chat_template");
    }
}
