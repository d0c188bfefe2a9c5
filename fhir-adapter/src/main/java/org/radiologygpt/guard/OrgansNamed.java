package org.radiologygpt.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Organs that words name: {@code ovarian cyst} is the cyst of a sentence that speaks of the ovary. */
final class OrgansNamed {
    private OrgansNamed() {}

    /** True where the sentence of a finding names an organ that stands in the words of another, more special one. */
    static boolean share(Mention special, ClinicalText ofSpecial, Mention general, ClinicalText ofGeneral) {
        Set<Term> organs = within(special, ofSpecial.sentenceOf(special));
        return ofGeneral.mentions().stream()
                .anyMatch(mention -> mention.sentence() == general.sentence()
                        && organs.stream().anyMatch(organ -> organ.isKin(mention.term())));
    }

    private static Set<Term> within(Mention mention, Sentence sentence) {
        Set<Term> organs = new HashSet<>();
        for (int index = 0; index < sentence.words().size(); index++) {
            boolean inside = sentence.places().get(index).start()
                            >= mention.place().start()
                    && sentence.places().get(index).end() <= mention.place().end();
            if (inside) {
                List<String> word = List.of(sentence.words().get(index));
                Lexicon.STANDARD.termsAt(word, 0).forEach(hit -> organs.add(hit.value()));
            }
        }
        organs.removeIf(term -> !term.isOrgan());
        return organs;
    }
}
