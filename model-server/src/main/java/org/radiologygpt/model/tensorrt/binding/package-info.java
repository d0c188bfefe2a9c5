/**
 * The loading of NVIDIA's libraries below JavaCPP's bindings of TensorRT, and TensorRT's logger.
 *
 * <p>May import the bindings and JavaCPP. Must never be used before the detection found every library: loading what is
 * half there can end the JVM.
 */
package org.radiologygpt.model.tensorrt.binding;
