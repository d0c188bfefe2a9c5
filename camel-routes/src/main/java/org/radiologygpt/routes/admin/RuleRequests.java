package org.radiologygpt.routes.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.radiologygpt.routes.control.ControlException;
import org.radiologygpt.routes.control.ControlJson;
import org.radiologygpt.routes.control.Rule;
import org.radiologygpt.routes.control.Rules;

/** What is asked of {@code /rules} and {@code /rules/ID}. */
final class RuleRequests {
    private static final String ALL = "/rules";
    private static final String ONE = "/rules/";
    private static final Answer NO_PATH = Answer.error(404, "no_such_path", "paths are /rules and /rules/ID");
    private static final Answer NO_RULE = Answer.error(404, "no_such_rule", "no rule in force has this id");
    private static final Answer NOT_KNOWN = Answer.error(503, "control_unavailable", "the rules cannot be read now");

    private final RuleChanges changes;
    private final Supplier<Rules> rules;

    RuleRequests(RuleChanges changes, Supplier<Rules> rules) {
        this.changes = changes;
        this.rules = rules;
    }

    /** The rules in force, or one of them. */
    Answer list(String path) {
        try {
            if (path.equals(ALL)) {
                return listed(rules.get());
            }
            return id(path).isEmpty()
                    ? NO_PATH
                    : found(path)
                            .map(rule -> Answer.of(200, "listed", ControlJson.of(rule)))
                            .orElse(NO_RULE);
        } catch (ControlException e) {
            return NOT_KNOWN;
        }
    }

    private static Answer listed(Rules rules) {
        ObjectNode json = Answer.object();
        ArrayNode all = json.putArray("rules");
        rules.all().forEach(rule -> all.add(ControlJson.of(rule)));
        return Answer.of(200, "listed", json);
    }

    /** {@code POST /rules} sets a rule under an id of its own, {@code PUT /rules/ID} under that one. */
    Answer set(String method, String path, byte[] body) {
        boolean fresh = method.equals("POST");
        Optional<String> id = fresh ? Optional.of(UUID.randomUUID().toString()) : id(path);
        if (fresh ? !path.equals(ALL) : id.isEmpty()) {
            return path.equals(ALL) || path.startsWith(ONE)
                    ? Answer.error(405, "method_not_allowed", "POST is for /rules, PUT for /rules/ID")
                    : NO_PATH;
        }
        return changes.set(id.get(), body);
    }

    /**
     * {@code DELETE /rules/ID?who=…&reason=…}.
     *
     * @param query value of a parameter, or null
     */
    Answer lift(String path, UnaryOperator<String> query) {
        if (id(path).isEmpty()) {
            return path.equals(ALL) ? Answer.error(405, "method_not_allowed", "DELETE is for /rules/ID") : NO_PATH;
        }
        try {
            return found(path)
                    .map(rule -> changes.lift(rule, text(query, "who"), text(query, "reason")))
                    .orElse(NO_RULE);
        } catch (ControlException e) {
            return NOT_KNOWN;
        }
    }

    private static String text(UnaryOperator<String> query, String name) {
        return Optional.ofNullable(query.apply(name)).orElse("");
    }

    private Optional<Rule> found(String path) {
        return rules.get().all().stream()
                .filter(rule -> rule.id().equals(id(path).orElse("")))
                .findFirst();
    }

    private static Optional<String> id(String path) {
        return path.startsWith(ONE) && path.length() > ONE.length()
                ? Optional.of(path.substring(ONE.length()))
                : Optional.empty();
    }
}
