/**
 * Text generation: scheduling of requests on a decoder's slots, sampling, stop conditions, deadlines, cancellation.
 *
 * <p>May import {@code decode}, {@code weights}, {@code score}, DJL's tokenizers and Jackson. Must never know HTTP or hospitals.
 */
package org.radiologygpt.model.generate;
