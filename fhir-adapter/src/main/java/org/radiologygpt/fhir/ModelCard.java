package org.radiologygpt.fhir;

import java.net.URI;
import java.util.Locale;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;

/**
 * The model's card as HL7's guide "AI Transparency on FHIR" (1.0.0-ballot) has it: a DocumentReference of type
 * {@code AIModelCard} that says where the card can be read, which the model's Device names by an extension.
 */
final class ModelCard {
    private ModelCard() {}

    /** What a card is written in, by the ending of its address. */
    private enum Format {
        MARKDOWN(".md", "text/markdown", "AIModelCardMarkdownFormat"),
        CHAI(".xml", "application/xml", "AImodelCardCHAIformat"),
        OTHER("", "text/html", "");

        private final String ending;
        private final String contentType;
        private final String category;

        Format(String ending, String contentType, String category) {
            this.ending = ending;
            this.contentType = contentType;
            this.category = category;
        }

        static Format of(URI card) {
            String path = card.getPath().toLowerCase(Locale.ROOT);
            return path.endsWith(MARKDOWN.ending) ? MARKDOWN : path.endsWith(CHAI.ending) ? CHAI : OTHER;
        }
    }

    static DocumentReference of(URI card) {
        Format format = Format.of(card);
        DocumentReference document = new DocumentReference();
        document.addIdentifier().setSystem(FhirUris.MODEL_CARD).setValue(card.toString());
        document.setStatus(DocumentReferenceStatus.CURRENT);
        document.setType(Concepts.of(FhirUris.AI_INPUTS, "AIModelCard", null));
        document.addCategory(category(format));
        document.addContent()
                .setAttachment(new Attachment()
                        .setContentType(format.contentType)
                        .setUrl(card.toString())
                        .setTitle("Model card"));
        return document;
    }

    /** The guide wants a category, and has one for two formats only. */
    private static CodeableConcept category(Format format) {
        return format.category.isEmpty()
                ? Concepts.text("Model card")
                : Concepts.of(FhirUris.AI_INPUTS, format.category, null);
    }
}
