package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.model.prompt.Task;

/**
 * A prompt that was made for a task, so that a client need not know the form.
 *
 * @param task the task
 * @param prompt the whole prompt; never logged
 */
record TaskPrompt(Task task, String prompt) {

    /** The prompt for the task that a request names, of a text that it gives; nothing where it names none. */
    static Optional<TaskPrompt> read(Fields fields, String input) {
        if (!fields.has("task")) {
            return Optional.empty();
        }
        Task task = Task.of(fields.text("task")).orElseThrow(ApiError::unknownTask);
        if (PromptTemplate.plain(input).isBlank()) {
            throw ApiError.field("prompt", "prompt has no text for the task");
        }
        return Optional.of(new TaskPrompt(task, task.prompt(input)));
    }

    void tell(ObjectNode json) {
        json.put("task", task.id()).put("prompt_sha256", PromptTemplate.sha256(prompt));
    }

    /** All tasks, as {@code GET /v1/tasks} lists them. */
    static ObjectNode list() {
        ObjectNode json = Json.object().put("object", "list");
        ArrayNode data = json.putArray("data");
        for (Task task : Task.values()) {
            data.addObject()
                    .put("id", task.id())
                    .put("object", "task")
                    .put("sha256", task.template().sha256())
                    .put("description", task.description())
                    .put("intended_use", task.intendedUse());
        }
        return json;
    }

    /** Without the prompt: it must not reach a log. */
    @Override
    public String toString() {
        return "TaskPrompt[" + task.id() + "]";
    }
}
