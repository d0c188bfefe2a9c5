package org.radiologygpt.trainer.lora;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript class without weights, authored here as text. DJL's array operations lack scaled dot-product attention,
 * RMSNorm, SiLU and cross entropy, and their scalar overloads free memory that autograd still needs (DJL 0.36.0, CPU);
 * in a script both are native.
 */
final class TorchScript implements AutoCloseable {
    /** A pickled object of class {@code __torch__.M} with the one attribute {@code training = True}. */
    private static final byte[] OBJECT = pickle();

    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, 0x29, 0x2e};

    private final Model model = Model.newInstance("script", "PyTorch");
    private final Map<String, NDArray> methods = new ConcurrentHashMap<>();
    private final ParameterStore noParameters;

    /**
     * Loads a class.
     *
     * @param methods Python text of the methods, indented by two blanks
     */
    TorchScript(String methods) {
        String source = "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n" + methods;
        try {
            model.load(new ByteArrayInputStream(archive(source)));
        } catch (IOException | MalformedModelException e) {
            throw new IllegalStateException("PyTorch refuses the layer script", e);
        }
        noParameters = new ParameterStore(model.getNDManager(), false);
    }

    /** Calls a method; the result belongs to the manager of the first input. */
    NDArray call(String method, NDArray... inputs) {
        NDList list = new NDList(inputs);
        list.add(methods.computeIfAbsent(method, this::marker));
        return model.getBlock().forward(noParameters, list, true).singletonOrThrow();
    }

    /** DJL picks the method by an input of this name. */
    private NDArray marker(String method) {
        NDManager manager = model.getNDManager();
        NDArray marker = manager.create(0);
        marker.setName("module_method:" + method);
        return marker;
    }

    @Override
    public void close() {
        model.close();
    }

    private static byte[] archive(String source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "m/version", "3\n".getBytes(StandardCharsets.US_ASCII));
            store(zip, "m/constants.pkl", NO_CONSTANTS);
            store(zip, "m/data.pkl", OBJECT);
            store(zip, "m/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** LibTorch reads uncompressed entries only. */
    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] pickle() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            bytes.write(new byte[] {(byte) 0x80, 2});
            bytes.write("c__torch__\nM\n)".getBytes(StandardCharsets.US_ASCII));
            bytes.write(new byte[] {(byte) 0x81, '}', 'X', 8, 0, 0, 0});
            bytes.write("training".getBytes(StandardCharsets.US_ASCII));
            bytes.write(new byte[] {(byte) 0x88, 's', 'b', '.'});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
