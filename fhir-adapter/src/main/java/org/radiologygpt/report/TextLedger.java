package org.radiologygpt.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts where the characters of one message's text go, while they are read. Blanks are not counted. */
public final class TextLedger {
    private final Map<TextLoss, Integer> losses = new EnumMap<>(TextLoss.class);
    private int labels;
    private int headings;

    /** Characters that stand in no section. */
    public void lose(TextLoss loss, int characters) {
        if (characters != 0) {
            losses.merge(loss, characters, Integer::sum);
        }
    }

    /** A text that stands in no section. */
    public void lose(TextLoss loss, CharSequence text) {
        lose(loss, TextAccount.characters(text));
    }

    /** Text of other fields that is put into a section. */
    public void label(CharSequence text) {
        label(TextAccount.characters(text));
    }

    /** Characters of other fields that are put into a section. */
    public void label(int characters) {
        labels += characters;
    }

    /** A heading that was recognised. */
    public void heading(CharSequence heading) {
        headings += TextAccount.characters(heading);
    }

    /**
     * Closes the account.
     *
     * @param received characters that a count apart from the reading found
     */
    public TextAccount account(int received, List<Section> sections) {
        int inSections = sections.stream()
                .mapToInt(section -> TextAccount.characters(section.text()))
                .sum();
        return new TextAccount(received, labels, inSections, headings, losses);
    }
}
