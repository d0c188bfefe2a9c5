package org.radiologygpt.fhir;

import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** Text to XHTML. */
final class Xhtml {
    private static final String NAMESPACE = "http://www.w3.org/1999/xhtml";

    /** What no XML 1.0 document may hold, not even escaped (section 2.2 there). */
    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private Xhtml() {}

    static String escaped(String text) {
        return StringEscapeUtils.escapeXml10(text);
    }

    /** A {@code div} of one paragraph, its lines kept; built, since the parser is slow to begin. */
    static XhtmlNode paragraph(String text) {
        XhtmlNode div = new XhtmlNode(NodeType.Element, "div").attribute("xmlns", NAMESPACE);
        XhtmlNode paragraph = div.para();
        String[] lines = NO_XML.matcher(text).replaceAll("").split("\n", -1);
        paragraph.tx(lines[0]);
        for (int i = 1; i < lines.length; i++) {
            paragraph.br();
            paragraph.tx(lines[i]);
        }
        return div;
    }
}
