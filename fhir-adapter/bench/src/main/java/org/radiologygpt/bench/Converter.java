package org.radiologygpt.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * LinuxForHealth's converter as its authors publish it: in a class loader with its own libraries and nothing of ours.
 * Built once, with its default options, which neither validate nor indent. Without a logging library it does not log.
 */
final class Converter implements AutoCloseable {
    private static final String CLASS_NAME = "io.github.linuxforhealth.hl7.HL7ToFHIRConverter";

    private final URLClassLoader loader;
    private final Object converter;
    private final Method convert;

    private Converter(URLClassLoader loader) throws ReflectiveOperationException {
        this.loader = loader;
        Class<?> type = loader.loadClass(CLASS_NAME);
        convert = type.getMethod("convert", String.class);
        converter = inLoader(() -> type.getConstructor().newInstance());
    }

    /** The converter of the class path that the module converter-peer wrote. */
    static Converter open() {
        try {
            return new Converter(new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the converter does not start", e);
        }
    }

    /** A message as the JSON of a FHIR Bundle. */
    String bundle(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        try {
            return inLoader(() -> (String) convert.invoke(converter, text));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the converter failed", e);
        }
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Call<T> {
        T get() throws ReflectiveOperationException;
    }

    /** Its libraries look for their parts in the thread's class loader. */
    private <T> T inLoader(Call<T> call) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.get();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the converter failed", e.getCause());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] jars() {
        try {
            String path = Files.readString(ConverterFiles.classPath());
            return Arrays.stream(path.strip().split(java.io.File.pathSeparator))
                    .map(Path::of)
                    .map(Converter::url)
                    .toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar + " is no file name", e);
        }
    }
}
