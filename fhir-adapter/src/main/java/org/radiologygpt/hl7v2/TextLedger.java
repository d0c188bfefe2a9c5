package org.radiologygpt.hl7v2;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.TextAccount;
import org.radiologygpt.report.TextLoss;

/** Counts where the characters of one message's text go, while they are read. Blanks are not counted. */
final class TextLedger {
    private final Map<TextLoss, Integer> losses = new EnumMap<>(TextLoss.class);
    private int labels;
    private int headings;

    void lose(TextLoss loss, int characters) {
        if (characters != 0) {
            losses.merge(loss, characters, Integer::sum);
        }
    }

    void lose(TextLoss loss, CharSequence text) {
        lose(loss, TextAccount.characters(text));
    }

    /** Text of other fields that is put into a section. */
    void label(CharSequence text) {
        labels += TextAccount.characters(text);
    }

    void heading(CharSequence heading) {
        headings += TextAccount.characters(heading);
    }

    /**
     * Closes the account.
     *
     * @param received what {@link ReceivedText} counted
     */
    TextAccount account(int received, List<Section> sections) {
        int inSections = sections.stream()
                .mapToInt(section -> TextAccount.characters(section.text()))
                .sum();
        return new TextAccount(received, labels, inSections, headings, losses);
    }
}
