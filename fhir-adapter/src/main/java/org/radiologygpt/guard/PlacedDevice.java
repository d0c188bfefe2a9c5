package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.radiologygpt.draft.TextSpan;

/**
 * A tube or line in a text ({@code devices.tsv}).
 *
 * @param name kind of device
 * @param ends where the text says that it ends
 * @param judged whether the text calls that sound or wrong
 * @param place where the text names it
 */
record PlacedDevice(String name, Set<String> ends, Set<String> judged, TextSpan place) {
    private enum Role {
        DEVICE,
        PLACE,
        SOUND,
        WRONG
    }

    private record Word(Role role, String what) {}

    /** Where an airway never belongs, and a feeding tube neither. */
    private static final Set<String> NEVER = Set.of("right_mainstem", "left_mainstem", "esophagus", "lung");

    /** A sentence that begins so goes on about the device before it. */
    private static final Set<String> GOES_ON = Set.of("tip", "its", "it", "distal", "catheter", "tube", "line");

    private static final WordTable<Word> WORDS = WordTable.of(
            GuardTable.rows("devices.tsv").stream(),
            row -> new Word(Role.valueOf(row[0].toUpperCase(Locale.ROOT)), row[1]));

    boolean isSound() {
        return judged.contains("sound");
    }

    boolean isWrong() {
        return judged.contains("wrong") || ends.stream().anyMatch(NEVER::contains);
    }

    /** What is said before the first device of a sentence belongs to it, what is said behind one to that one. */
    static List<PlacedDevice> in(ClinicalText text) {
        List<PlacedDevice> devices = new ArrayList<>();
        List<WordTable.Hit<Word>> hits = WORDS.in(text);
        Optional<PlacedDevice> subject = Optional.empty();
        for (int number = 0; number < text.sentences().size(); number++) {
            int sentence = number;
            List<WordTable.Hit<Word>> here =
                    hits.stream().filter(hit -> hit.sentence() == sentence).toList();
            List<PlacedDevice> named = here.stream()
                    .filter(hit -> hit.value().role() == Role.DEVICE)
                    .map(hit -> new PlacedDevice(hit.value().what(), new TreeSet<>(), new TreeSet<>(), hit.place()))
                    .toList();
            if (!named.isEmpty()) {
                assign(here, named);
                devices.addAll(named);
                subject = Optional.of(named.get(0));
            } else if (goesOn(text.sentences().get(number))) {
                subject.ifPresent(device -> here.forEach(hit -> device.add(hit.value())));
            }
        }
        return List.copyOf(devices);
    }

    private static void assign(List<WordTable.Hit<Word>> hits, List<PlacedDevice> named) {
        int current = 0;
        for (WordTable.Hit<Word> hit : hits) {
            boolean starts =
                    current + 1 < named.size() && named.get(current + 1).place().equals(hit.place());
            current += starts ? 1 : 0;
            if (hit.value().role() != Role.DEVICE) {
                named.get(current).add(hit.value());
            }
        }
    }

    private void add(Word word) {
        if (word.role() == Role.PLACE) {
            ends.add(word.what());
        } else {
            judged.add(word.what());
        }
    }

    private static boolean goesOn(Sentence sentence) {
        List<String> words = sentence.words();
        boolean article = words.get(0).equals("the") && words.size() > 1;
        return GOES_ON.contains(article ? words.get(1) : words.get(0));
    }
}
