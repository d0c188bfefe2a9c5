package org.radiologygpt.model.bench.gpu;

import org.radiologygpt.model.decode.DecoderSource;
import org.radiologygpt.model.quantize.Precision;

/**
 * What is measured.
 *
 * @param title of the table: GPU, driver, versions
 * @param precision that its decoders compute in
 * @param replaying decoders that replay captured steps
 * @param plain decoders that do not
 */
record Subject(String title, Precision precision, DecoderSource replaying, DecoderSource plain) {}
