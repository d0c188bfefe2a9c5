package org.radiologygpt.hl7v2;

import org.radiologygpt.report.TextAccount;

/** The encoding characters of a message, MSH-1 and MSH-2. */
record Delimiters(char field, char component, char repetition, char escape, char subcomponent) {
    static final Delimiters STANDARD = new Delimiters('|', '^', '~', '\\', '&');

    /**
     * Reads them from a message header; those that it leaves out are the standard's.
     *
     * @param header the MSH segment, at least four characters
     */
    static Delimiters of(String header) {
        char field = header.charAt(3);
        int end = header.indexOf(field, 4);
        String others = header.substring(4, end < 0 ? header.length() : end);
        return new Delimiters(field, at(others, 0, '^'), at(others, 1, '~'), at(others, 2, '\\'), at(others, 3, '&'));
    }

    private static char at(String characters, int index, char otherwise) {
        return index < characters.length() && !TextAccount.isBlank(characters.charAt(index))
                ? characters.charAt(index)
                : otherwise;
    }
}
