/**
 * What failed, and the record that keeps it: the original bytes with a typed reason, for a person or a replay.
 *
 * <p>May import the JDK only. Must never know Camel, a model or FHIR, nor put content of a message into a header.
 */
package org.radiologygpt.routes.deadletter;
