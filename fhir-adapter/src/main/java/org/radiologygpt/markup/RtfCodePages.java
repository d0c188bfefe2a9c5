package org.radiologygpt.markup;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Character sets of RTF 1.9.1: {@code \ansicpg} and {@code \fcharset}. */
final class RtfCodePages {
    static final Charset ANSI = charset("windows-1252", StandardCharsets.ISO_8859_1);

    /** {@code \fcharset} to code page (RTF 1.9.1, "Font Table"). 0 and 1 mean the document's own. */
    private static final Map<Integer, Integer> FONT = Map.ofEntries(
            Map.entry(77, 10000),
            Map.entry(128, 932),
            Map.entry(129, 949),
            Map.entry(130, 1361),
            Map.entry(134, 936),
            Map.entry(136, 950),
            Map.entry(161, 1253),
            Map.entry(162, 1254),
            Map.entry(163, 1258),
            Map.entry(177, 1255),
            Map.entry(178, 1256),
            Map.entry(186, 1257),
            Map.entry(204, 1251),
            Map.entry(222, 874),
            Map.entry(238, 1250),
            Map.entry(254, 437),
            Map.entry(255, 850));

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(874, "x-windows-874"),
            Map.entry(932, "windows-31j"),
            Map.entry(936, "GBK"),
            Map.entry(949, "x-windows-949"),
            Map.entry(950, "x-windows-950"),
            Map.entry(1361, "x-Johab"),
            Map.entry(10000, "x-MacRoman"),
            Map.entry(20127, "US-ASCII"),
            Map.entry(20866, "KOI8-R"),
            Map.entry(28591, "ISO-8859-1"),
            Map.entry(28592, "ISO-8859-2"),
            Map.entry(28595, "ISO-8859-5"),
            Map.entry(28605, "ISO-8859-15"),
            Map.entry(54936, "GB18030"),
            Map.entry(65001, "UTF-8"));

    private RtfCodePages() {}

    static Charset ofPage(int page, Charset otherwise) {
        String named = NAMES.get(page);
        if (named != null) {
            return charset(named, otherwise);
        }
        boolean windows = page >= 1250 && page <= 1258;
        boolean dos = page == 437 || page == 708 || page == 720 || page >= 850 && page <= 869;
        return windows ? charset("windows-" + page, otherwise) : dos ? charset("IBM" + page, otherwise) : otherwise;
    }

    static Charset ofFont(int fcharset, Charset document) {
        Integer page = FONT.get(fcharset);
        return page == null ? document : ofPage(page, document);
    }

    private static Charset charset(String name, Charset otherwise) {
        return Charset.isSupported(name) ? Charset.forName(name) : otherwise;
    }
}
