/**
 * Measurements of the reading side, beside HAPI HL7v2 and beside a public converter: rates on one thread by JMH, the
 * way from a fresh JVM to the first message, and one very large message.
 *
 * <p>May import {@code fhir-adapter}, HAPI and JMH, and the room of the other measure below for the list of commands. The converter is no dependency: it lives in a class loader or a JVM
 * of its own, with the libraries that it was published with. Nothing here is shipped, and no test asserts a time.
 */
package org.radiologygpt.bench;
