/**
 * {@code doctor}: whether this machine, its settings and the servers around it are fit for {@code run}, each told in one
 * line with what to do.
 *
 * <p>Stands on the top floor beside {@code cli}. Must never print a secret, a server's answer or anything of a report.
 */
package org.radiologygpt.routes.doctor;
