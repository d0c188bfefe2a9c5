package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.radiologygpt.deid.DeidAudit;
import org.radiologygpt.deid.DeidKey;

/** What a run of de-identification did, in counts: nothing of any message. */
final class AuditLine {
    private final ObjectMapper json = new ObjectMapper();
    private final Optional<DeidKey> key;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private DeidAudit audit = DeidAudit.none();

    AuditLine(Optional<DeidKey> key) {
        this.key = key;
    }

    void add(ObjectNode line, DeidAudit of) {
        outcomes.merge(line.path("outcome").asText(), 1, Integer::sum);
        if (line.has("reason")) {
            reasons.merge(line.path("reason").asText(), 1, Integer::sum);
        }
        audit = audit.plus(of);
    }

    boolean withheld() {
        return outcomes.containsKey("withheld");
    }

    /** {@code removed}, {@code dropped}, {@code keptClinical}, {@code takenAsName}. */
    static ObjectNode counts(ObjectMapper json, DeidAudit audit) {
        ObjectNode counts = json.createObjectNode();
        ObjectNode removed = counts.putObject("removed");
        audit.removed().forEach((kind, count) -> removed.put(kind.name(), count));
        ObjectNode dropped = counts.putObject("dropped");
        audit.dropped().forEach(dropped::put);
        return counts.put("keptClinical", audit.keptClinical()).put("takenAsName", audit.takenAsName());
    }

    String json() {
        ObjectNode line = json.createObjectNode();
        ObjectNode ended = line.putObject("outcomes");
        outcomes.forEach(ended::put);
        ObjectNode failed = line.putObject("reasons");
        reasons.forEach(failed::put);
        key.ifPresent(used -> line.put("key", used.id()));
        return line.setAll(counts(json, audit)).toString();
    }
}
