package org.radiologygpt.model.tensorrt;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The calls into NVIDIA's driver that find the GPUs. */
interface CudaDriver {
    /** Functions of {@code libcuda.so.1} that {@link #gpus} calls; none may be called where one is missing. */
    Set<String> FUNCTIONS = Set.of(
            "cuInit",
            "cuDriverGetVersion",
            "cuDeviceGet",
            "cuDeviceGetCount",
            "cuDeviceGetName",
            "cuDeviceGetAttribute",
            "cuDeviceTotalMem_v2");

    /**
     * What the driver told.
     *
     * @param cuda newest CUDA it serves, as 12060 for 12.6
     */
    record Answer(int cuda, List<Gpu> gpus) {}

    /**
     * Opens the two libraries and asks.
     *
     * @throws CudaRefusal where a library cannot be opened or the driver answers with an error
     */
    Answer ask(Path driver, Path runtime) throws CudaRefusal;
}
