package org.radiologygpt.guard;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words that name a side. {@code left ventricle} and {@code right heart} are organs, not sides. */
final class SideWords {
    private static final Set<Side> BOTH = Set.of(Side.LEFT, Side.RIGHT);
    private static final Map<String, Set<Side>> WORDS = Map.ofEntries(
            Map.entry("left", Set.of(Side.LEFT)),
            Map.entry("lt", Set.of(Side.LEFT)),
            Map.entry("leftward", Set.of(Side.LEFT)),
            Map.entry("lul", Set.of(Side.LEFT)),
            Map.entry("lll", Set.of(Side.LEFT)),
            Map.entry("lingula", Set.of(Side.LEFT)),
            Map.entry("lingular", Set.of(Side.LEFT)),
            Map.entry("right", Set.of(Side.RIGHT)),
            Map.entry("rt", Set.of(Side.RIGHT)),
            Map.entry("rightward", Set.of(Side.RIGHT)),
            Map.entry("rul", Set.of(Side.RIGHT)),
            Map.entry("rml", Set.of(Side.RIGHT)),
            Map.entry("rll", Set.of(Side.RIGHT)),
            Map.entry("l", Set.of(Side.LEFT)),
            Map.entry("r", Set.of(Side.RIGHT)),
            Map.entry("bilateral", BOTH),
            Map.entry("bilaterally", BOTH),
            Map.entry("both", BOTH),
            Map.entry("bibasilar", BOTH),
            Map.entry("bibasal", BOTH),
            Map.entry("biapical", BOTH),
            Map.entry("bihilar", BOTH),
            Map.entry("binasal", BOTH));

    private SideWords() {}

    static Set<Side> of(List<String> words, int index) {
        Set<Side> side = WORDS.getOrDefault(words.get(index), Set.of());
        if (side.size() != 1) {
            return side;
        }
        String next = index + 1 < words.size() ? words.get(index + 1) : "";
        boolean letter = words.get(index).length() == 1;
        boolean chamber = next.startsWith("ventric") || next.startsWith("atri") || next.equals("heart");
        boolean level = letter
                && (next.isEmpty()
                        || Character.isDigit(next.charAt(0))
                        || next.equals("-")
                        || next.equals("/")
                        || next.equals("."));
        return chamber || level ? Set.of() : side;
    }
}
