package org.radiologygpt.model.tensorrt.plan;

import java.util.Locale;

/** What TensorRT may compute in beside FP32. */
public enum Precision {
    /** FP32 values multiplied on tensor cores with a mantissa of 10 bits; TensorRT's own default. */
    TF32,
    FP16,
    /** Needs compute capability 8.0. */
    BF16,
    /** Where QuantizeLinear and DequantizeLinear in the graph say so, on weights alone or not; nothing is calibrated. */
    INT8,
    /** Exactly the types that stand in the graph; alone. */
    STRONG;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
