package org.radiologygpt.trainer.curate;

/** Why a message or line is no pair of the corpus; each has one reason, the first that holds. */
public enum Exclusion {
    UNREADABLE("cannot be read as a report"),
    NOT_SIGNED("is not signed: registered, partial or preliminary"),
    TAKES_BACK("takes a report back: cancelled or entered in error"),
    GARBLED("has characters that could not be decoded, or an attachment that could not be read"),
    SEVERAL_STUDIES("has the findings of several examinations"),
    OTHER_LANGUAGE("is not in English, which de-identification and guards know"),
    NO_FINDINGS("has no findings section"),
    NO_IMPRESSION("has no impression section"),
    NOT_CLEAN("cannot be shown to be without identifiers"),
    REPLACED("is replaced by another version of its report, or taken back"),
    AI_INFLUENCED("was signed after one of our own drafts was shown"),
    SHORT_FINDINGS("has too few words of findings"),
    SHORT_IMPRESSION("has too few words of impression"),
    DUPLICATE("has the findings of another report, word for word"),
    NEAR_DUPLICATE("has nearly the findings of another report"),
    LATER("is of a patient of the training part, later than the first report held out"),
    TEMPLATE("has an impression that the training part has often enough");

    private final String words;

    Exclusion(String words) {
        this.words = words;
    }

    /** Continues "a message that …". */
    public String words() {
        return words;
    }
}
