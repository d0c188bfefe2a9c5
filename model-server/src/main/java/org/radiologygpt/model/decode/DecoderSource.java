package org.radiologygpt.model.decode;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Opens a model's decoders: one, or one for each device that is to share its requests. */
public interface DecoderSource {
    /** One on this machine's processors. */
    DecoderSource CPU = (directory, options, digest) -> List.of(OrtDecoder.open(directory, options, digest));

    /**
     * Opens all, or none where one fails.
     *
     * @param directory of the model, in Hugging Face layout
     * @param digest that of the model and the adapter that is merged into it, asked for where it is needed
     * @return at least one, all with the same options
     * @throws org.radiologygpt.model.weights.ModelFormatException naming what is missing or wrong in the model or the adapter
     * @throws DecoderException where an engine refuses the model, or the machine lacks what it needs
     */
    List<Decoder> open(Path directory, DecoderOptions options, Supplier<String> digest);
}
