/**
 * Certificates for what listens and what connects: PEM or PKCS12 files in, an SSL context out. It lies on the lower floor
 * because the model server listens with certificates as the routes do.
 *
 * <p>May import the JDK only. Must never put a key or a password into an exception.
 */
package org.radiologygpt.model.tls;
