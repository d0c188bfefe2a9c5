package org.radiologygpt.hl7v2;

/**
 * One OBX of a text.
 *
 * @param group OBX-4
 * @param setId OBX-1, or -1 where it is no number
 * @param status OBX-11
 * @param text its text and that of the notes under it
 */
record TextLine(String group, int setId, LineStatus status, CharSequence text) {
    private static final int MOST_DIGITS = 6;

    TextLine with(String note) {
        StringBuilder longer = text instanceof StringBuilder notes ? notes : new StringBuilder(text);
        return new TextLine(group, setId, status, longer.append('\n').append(note));
    }

    boolean follows(TextLine before) {
        return group.equals(before.group) && setId > before.setId && before.setId >= 0;
    }

    static int number(String setId) {
        if (setId.isEmpty() || setId.length() > MOST_DIGITS) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < setId.length(); i++) {
            if (setId.charAt(i) < '0' || setId.charAt(i) > '9') {
                return -1;
            }
            number = number * 10 + setId.charAt(i) - '0';
        }
        return number;
    }
}
