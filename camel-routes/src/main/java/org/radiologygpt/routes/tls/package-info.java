/**
 * Certificates for what listens and what connects: PEM or PKCS12 files in, an SSL context out.
 *
 * <p>May import the JDK only. Must never put a key or a password into an exception.
 */
package org.radiologygpt.routes.tls;
