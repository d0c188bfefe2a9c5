/**
 * The loading of NVIDIA's libraries below JavaCPP's bindings of TensorRT, TensorRT's logger, the reading of plans, and CUDA's
 * calls that all need.
 *
 * <p>May import the bindings, JavaCPP and DJL's exception. Must never be used before the detection found every library: loading what is
 * half there can end the JVM.
 */
package org.radiologygpt.model.tensorrt.binding;
