package org.radiologygpt.deid;

/** Damerau-Levenshtein distance of at most one: one letter changed, missing, too many, or two neighbours swapped. */
final class OneEdit {
    private OneEdit() {}

    static boolean apart(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        int same = 0;
        int shortest = Math.min(one.length(), other.length());
        while (same < shortest && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        String left = one.substring(same);
        String right = other.substring(same);
        return left.length() == right.length() ? changedOrSwapped(left, right) : missing(left, right);
    }

    private static boolean changedOrSwapped(String left, String right) {
        if (left.length() <= 1 || left.substring(1).equals(right.substring(1))) {
            return true;
        }
        return left.charAt(0) == right.charAt(1)
                && left.charAt(1) == right.charAt(0)
                && left.substring(2).equals(right.substring(2));
    }

    private static boolean missing(String left, String right) {
        return left.length() < right.length()
                ? left.equals(right.substring(1))
                : left.substring(1).equals(right);
    }
}
