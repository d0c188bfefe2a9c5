package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.draft.Objection;
import org.radiologygpt.draft.TextSpan;

/** A recommendation of the draft must be one that the report makes, and after a time that it names. */
final class InventedRecommendationGuard implements Guard {
    @Override
    public String name() {
        return "invented_recommendation";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        String source = Source.recommending(reading.report()).text();
        boolean advises = Advice.isIn(source);
        List<Objection> objections = new ArrayList<>();
        for (Sentence sentence : reading.draft().sentences()) {
            if (Advice.in(sentence.text()).isEmpty()) {
                continue;
            }
            if (!advises) {
                objections.add(Objection.of("recommendation that the report does not make", sentence.place()));
            } else if (isOtherTime(sentence.text(), source)) {
                objections.add(Objection.of("time that the report does not recommend", sentence.place()));
            }
        }
        return objections;
    }

    private static boolean isOtherTime(String sentence, String source) {
        return Advice.interval(sentence)
                .map(place -> !spoken(source).contains(spoken(cut(sentence, place))))
                .orElse(false);
    }

    private static String cut(String text, TextSpan place) {
        return text.substring(place.start(), place.end());
    }

    /** {@code 3-month} and {@code 3 months} are one. */
    private static String spoken(String text) {
        return String.join(" ", Words.of(text.replaceAll("[-–]", " ").replace(" to ", " ")));
    }
}
