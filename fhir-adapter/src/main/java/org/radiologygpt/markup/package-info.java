/**
 * Marked-up text as plain lines: RTF and HTML lose their markup, never their words.
 *
 * <p>May import jsoup. Must never know reports, HL7 v2, FHIR, a transport or a model; resolves nothing outside the text
 * it is given, and puts none of that text into a log or an exception.
 */
package org.radiologygpt.markup;
