/**
 * The operators' HTTP endpoint for kill switch and opt-outs: the rules of {@code control}, listed, set and lifted by
 * whoever holds the token.
 *
 * <p>May import {@code control}, {@code intake}, {@code http}, Jackson and Jetty. Must never know Kafka, Camel, a report
 * or a draft; quotes nothing of a request in answers, metrics or logs but the codes that {@code control} admits.
 */
package org.radiologygpt.routes.admin;
