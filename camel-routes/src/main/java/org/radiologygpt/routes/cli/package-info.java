/**
 * The command line: {@code convert}, {@code deidentify}, {@code evaluate-deid}, {@code draft}, {@code ask} and {@code bench}, and the {@code main} that knows
 * all commands.
 *
 * <p>Top floor: may import every other package of this module and both modules below. Nothing may import it.
 */
package org.radiologygpt.routes.cli;
