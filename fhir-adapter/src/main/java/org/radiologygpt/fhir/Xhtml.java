package org.radiologygpt.fhir;

import org.apache.commons.text.StringEscapeUtils;

/** Text to XHTML. */
final class Xhtml {
    private Xhtml() {}

    static String escaped(String text) {
        return StringEscapeUtils.escapeXml10(text);
    }
}
