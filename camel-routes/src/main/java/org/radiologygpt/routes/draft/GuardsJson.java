package org.radiologygpt.routes.draft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.Objection;
import org.radiologygpt.draft.SourceSpan;
import org.radiologygpt.draft.TextSpan;

/** Verdicts of guards as JSON: what decided, and where in draft and report; places are numbers, no words of the texts. */
public final class GuardsJson {
    private GuardsJson() {}

    /** Adds {@code guards}, one object a verdict. */
    public static void put(ObjectNode json, List<GuardVerdict> verdicts) {
        ArrayNode guards = json.putArray("guards");
        for (GuardVerdict verdict : verdicts) {
            ObjectNode guard = guards.addObject();
            guard.put("guard", verdict.guard());
            guard.put("verdict", verdict.verdict().code());
            if (!verdict.detail().isEmpty()) {
                guard.put("detail", verdict.detail());
            }
            if (!verdict.objections().isEmpty()) {
                ArrayNode objections = guard.putArray("objections");
                verdict.objections().forEach(objection -> put(objections.addObject(), objection));
            }
        }
    }

    private static void put(ObjectNode json, Objection objection) {
        json.put("detail", objection.detail());
        objection.draft().ifPresent(span -> put(json.putObject("draft"), span));
        objection.source().ifPresent(span -> put(json.putObject("source"), span));
    }

    private static void put(ObjectNode json, SourceSpan source) {
        json.put("section", source.section().key());
        put(json, source.span());
    }

    private static void put(ObjectNode json, TextSpan span) {
        json.put("start", span.start()).put("end", span.end());
    }
}
