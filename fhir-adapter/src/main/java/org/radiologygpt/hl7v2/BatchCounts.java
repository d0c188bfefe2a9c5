package org.radiologygpt.hl7v2;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the messages of a batch and the batches of a file against what BTS-1 and FTS-1 announce. */
final class BatchCounts {
    private static final Pattern FIRST_FIELD = Pattern.compile("[^\\w\\s]\\s*(\\d{1,9})\\s*(?:[^\\w\\s].*)?");

    private int messages;
    private int batches;

    void message() {
        messages++;
    }

    /**
     * A line of the batch protocol.
     *
     * @param name FHS, BHS, BTS or FTS
     * @param rest the line after its name
     * @return what does not agree, or empty
     */
    Optional<String> line(String name, String rest) {
        switch (name) {
            case "FHS" -> batches = 0;
            case "BHS" -> batches++;
            case "BTS" -> {
                return mismatch("BTS-1", announced(rest), messages, "messages").or(this::restart);
            }
            case "FTS" -> {
                return batches == 0 ? Optional.empty() : mismatch("FTS-1", announced(rest), batches, "batches");
            }
            default -> {}
        }
        return restart();
    }

    private Optional<String> restart() {
        messages = 0;
        return Optional.empty();
    }

    private Optional<String> mismatch(String field, int announced, int came, String what) {
        if (announced < 0 || announced == came) {
            return Optional.empty();
        }
        messages = 0;
        return Optional.of(field + " announces " + announced + " " + what + ", " + came + " came");
    }

    private static int announced(String rest) {
        Matcher field = FIRST_FIELD.matcher(rest);
        return field.matches() ? Integer.parseInt(field.group(1)) : -1;
    }
}
