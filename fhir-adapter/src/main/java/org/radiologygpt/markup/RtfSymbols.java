package org.radiologygpt.markup;

/** Adobe's Symbol encoding, in which Word writes Greek letters and signs such as plus-minus. */
final class RtfSymbols {
    private static final String FROM_20 = " !\u2200#\u2203%&\u220b()\u2217+,\u2212./0123456789:;<=>?"
            + "\u2245\u0391\u0392\u03a7\u0394\u0395\u03a6\u0393\u0397\u0399\u03d1\u039a\u039b\u039c\u039d\u039f"
            + "\u03a0\u0398\u03a1\u03a3\u03a4\u03a5\u03c2\u03a9\u039e\u03a8\u0396[\u2234]\u22a5_"
            + "\u203e\u03b1\u03b2\u03c7\u03b4\u03b5\u03c6\u03b3\u03b7\u03b9\u03d5\u03ba\u03bb\u03bc\u03bd\u03bf"
            + "\u03c0\u03b8\u03c1\u03c3\u03c4\u03c5\u03d6\u03c9\u03be\u03c8\u03b6{|}\u223c";
    private static final String FROM_A0 = "\u20ac\u03d2\u2032\u2264\u2044\u221e\u0192\u2663\u2666\u2665\u2660\u2194"
            + "\u2190\u2191\u2192\u2193\u00b0\u00b1\u2033\u2265\u00d7\u221d\u2202\u2022\u00f7\u2260\u2261\u2248\u2026";

    private RtfSymbols() {}

    static char of(char code) {
        if (code >= 0x20 && code < 0x20 + FROM_20.length()) {
            return FROM_20.charAt(code - 0x20);
        }
        return code >= 0xa0 && code < 0xa0 + FROM_A0.length() ? FROM_A0.charAt(code - 0xa0) : code;
    }
}
