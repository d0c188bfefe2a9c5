package org.radiologygpt.deid;

import java.util.List;

/**
 * A model's text with the placeholders put back.
 *
 * @param text the text for the hospital
 * @param unresolved placeholders that the model invented, as it wrote them; where there are any, the draft is not to be trusted
 */
public record Restored(String text, List<String> unresolved) {
    public Restored {
        unresolved = List.copyOf(unresolved);
    }

    /** Without the text: it holds identifiers. */
    @Override
    public String toString() {
        return "Restored[unresolved=" + unresolved.size() + "]";
    }
}
