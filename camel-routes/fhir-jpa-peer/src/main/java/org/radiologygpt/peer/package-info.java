/**
 * The full HAPI FHIR JPA server on H2 in memory or on PostgreSQL, as a peer that integration tests start in a JVM of its own.
 *
 * <p>Never shipped, and nothing may import it: it proves that what we write is taken by a server we did not write.
 */
package org.radiologygpt.peer;
