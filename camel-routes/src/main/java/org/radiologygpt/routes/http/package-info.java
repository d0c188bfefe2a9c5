/**
 * What the engine's HTTP doors have in common: address, certificates, bodies of bounded size, secrets compared in
 * constant time.
 *
 * <p>May import Jetty. Must never know what a request is about.
 */
package org.radiologygpt.routes.http;
