package org.radiologygpt.report;

import java.util.Optional;

/** Words that name an examination ({@code study-words.tsv}): {@code CT CERVICAL SPINE WITHOUT CONTRAST}. */
final class StudyWords {
    private static final int LONGEST_LINE = 100;
    private static final String JOINTS = "/&,-+()";

    private enum Role {
        MODALITY,
        PART,
        FILLER
    }

    /**
     * Study words in a row.
     *
     * @param end one after the last of them
     * @param modality one of them is a modality
     */
    record Run(int end, boolean modality) {}

    private final PhraseTree<Role> words = new PhraseTree<>();

    StudyWords() {
        for (String[] row : ResourceTable.rows("study-words.tsv")) {
            for (String word : row[1].split(",")) {
                words.put(word, Role.valueOf(row[0]));
            }
        }
    }

    /** Study words from an index on, the first of them a modality or a part of the body. */
    Optional<Run> from(String line, int from) {
        Optional<PhraseTree.Match<Role>> first = words.at(line, from).filter(word -> word.value() != Role.FILLER);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        boolean modality = false;
        int end = from;
        for (Optional<PhraseTree.Match<Role>> word = first;
                word.isPresent();
                word = words.at(line, afterJoint(line, end))) {
            modality |= word.get().value() == Role.MODALITY;
            end = word.get().end();
        }
        return Optional.of(new Run(end, modality));
    }

    /** A line that is the name of an examination and nothing else. */
    boolean isStudy(String line, int from) {
        return line.length() <= LONGEST_LINE
                && from(line, from)
                        .filter(Run::modality)
                        .filter(run -> isName(line, line.substring(run.end()).strip()))
                        .isPresent();
    }

    /** Nothing follows, or a colon, or the rest of a name in capitals. */
    private static boolean isName(String line, String rest) {
        if (rest.isEmpty() || rest.endsWith(":")) {
            return !rest.contains(". ");
        }
        return !rest.endsWith(".")
                && !rest.contains(":")
                && (rest.chars().noneMatch(Character::isLetterOrDigit)
                        || line.chars().noneMatch(Character::isLowerCase));
    }

    private static int afterJoint(String line, int end) {
        int at = Letters.afterBlanks(line, end);
        while (at < line.length() && JOINTS.indexOf(line.charAt(at)) >= 0) {
            at = Letters.afterBlanks(line, at + 1);
        }
        return at;
    }
}
