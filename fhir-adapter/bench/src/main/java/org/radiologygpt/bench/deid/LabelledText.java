package org.radiologygpt.bench.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.deidscore.ClinicalTerm;
import org.radiologygpt.deidscore.LabelledReport;
import org.radiologygpt.deidscore.LabelledSpan;
import org.radiologygpt.deidscore.Stretch;
import org.radiologygpt.report.KnownIdentifier;

/** A text being written, with its labels. What changes it afterwards keeps its length, so that labels stay where they are. */
final class LabelledText {
    private final StringBuilder text = new StringBuilder();
    private final List<LabelledSpan> spans = new ArrayList<>();
    private final List<ClinicalTerm> clinical = new ArrayList<>();
    private final List<Stretch> either = new ArrayList<>();

    int length() {
        return text.length();
    }

    /** The last character; a line break at the very start. */
    char last() {
        return text.length() == 0 ? '\n' : text.charAt(text.length() - 1);
    }

    void plain(String words) {
        text.append(words);
    }

    void phi(String words, PhiKind kind, String form, boolean known) {
        spans.add(new LabelledSpan(next(words), kind, form, known));
    }

    /** What may stay and may go. */
    void either(String words) {
        either.add(next(words));
    }

    /** Makes what was written since {@code start} a clinical term. */
    void clinicalSince(int start) {
        clinical.add(new ClinicalTerm(new Stretch(start, text.length()), text.substring(start)));
    }

    private Stretch next(String words) {
        text.append(words);
        return new Stretch(text.length() - words.length(), text.length());
    }

    void dropLineBreaksAtEnd() {
        while (text.length() > 0 && last() == '\n') {
            text.setLength(text.length() - 1);
        }
    }

    /** Changes the case of everything from {@code start}, and names the form of names after it. */
    void recase(int start, Function<Character, Character> change, String form) {
        for (int i = start; i < text.length(); i++) {
            text.setCharAt(i, change.apply(text.charAt(i)));
        }
        for (int i = 0; i < spans.size(); i++) {
            LabelledSpan span = spans.get(i);
            if (span.at().start() >= start && span.kind() == PhiKind.NAME) {
                spans.set(i, new LabelledSpan(span.at(), span.kind(), form, span.known()));
            }
        }
    }

    /** Breaks lines longer than {@code width} at blanks. */
    void wrap(int width) {
        int lineStart = 0;
        int lastBlank = -1;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (at == '\n') {
                lineStart = i + 1;
                lastBlank = -1;
            } else if (at == ' ') {
                lastBlank = i;
            }
            if (i - lineStart >= width && lastBlank > lineStart) {
                text.setCharAt(lastBlank, '\n');
                lineStart = lastBlank + 1;
                lastBlank = -1;
            }
        }
        nameBrokenSpans();
    }

    private void nameBrokenSpans() {
        for (int i = 0; i < spans.size(); i++) {
            LabelledSpan span = spans.get(i);
            if (text.substring(span.at().start(), span.at().end()).indexOf('\n') > 0) {
                spans.set(i, new LabelledSpan(span.at(), span.kind(), "split_over_line", span.known()));
            }
        }
    }

    LabelledReport report(String id, List<KnownIdentifier> known) {
        return new LabelledReport(id, text.toString(), known, spans, clinical, either);
    }
}
