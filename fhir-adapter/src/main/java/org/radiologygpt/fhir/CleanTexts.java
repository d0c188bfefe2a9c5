package org.radiologygpt.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.radiologygpt.report.ValueScrub;

/** The running texts of a message: gathered while its elements are walked, cleaned together, then put in their places. */
final class CleanTexts {
    private final ValueScrub scrub;
    private final List<String> texts = new ArrayList<>();
    private final List<Consumer<String>> places = new ArrayList<>();

    CleanTexts(ValueScrub scrub) {
        this.scrub = scrub;
    }

    void add(String text, Consumer<String> place) {
        texts.add(text);
        places.add(place);
    }

    void fill() {
        List<String> clean = texts.isEmpty() ? List.of() : scrub.texts(texts);
        for (int i = 0; i < clean.size(); i++) {
            places.get(i).accept(clean.get(i));
        }
    }
}
