package org.radiologygpt.model.tensorrt.engine;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;

/**
 * A tensor in main memory.
 *
 * @param data a direct buffer with just its bytes
 */
record HostTensor(Shape shape, ByteBuffer data) {}
