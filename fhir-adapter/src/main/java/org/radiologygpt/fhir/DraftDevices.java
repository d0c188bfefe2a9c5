package org.radiologygpt.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.draft.ModelIdentity;

/** The two machines behind a draft: one Device per model and adapter, one per version of this engine. */
final class DraftDevices {
    private DraftDevices() {}

    /**
     * The model, typed as the guide on AI Transparency asks.
     *
     * @param card reference to its card; empty where there is none
     */
    static Device model(ModelIdentity model, Optional<Reference> card) {
        String weights = model.digest().isBlank() ? "name:" + model.name() : model.digest();
        String value = model.adapter().isBlank() ? weights : weights + "+" + model.adapter();
        Device device = device(FhirUris.MODEL, value, model.name());
        device.setType(Concepts.artificialIntelligence());
        device.addExtension(FhirUris.AI_KIND, Concepts.of(FhirUris.AI_DEVICE_TYPE, "Large-Language-Models", null));
        card.ifPresent(reference -> device.addExtension(FhirUris.AI_MODEL_CARD, reference.copy()));
        if (!model.adapter().isBlank()) {
            device.addVersion().setType(Concepts.text("LoRA adapter")).setValue(model.adapter());
        }
        if (!model.digest().isBlank()) {
            device.addVersion().setType(Concepts.text("Digest of the weights")).setValue(model.digest());
        }
        if (!model.precision().isBlank()) {
            device.addVersion()
                    .setType(Concepts.text("Precision of the weights"))
                    .setValue(model.precision());
        }
        return device;
    }

    static Device engine(DraftSettings settings) {
        String value = settings.engineName() + "/" + settings.engineVersion();
        Device device = device(FhirUris.ENGINE, value, settings.engineName());
        device.setType(Concepts.text("Drafting engine"));
        device.addVersion().setValue(settings.engineVersion());
        return device;
    }

    private static Device device(String system, String value, String name) {
        Device device = new Device();
        device.addIdentifier().setSystem(system).setValue(value);
        device.setStatus(FHIRDeviceStatus.ACTIVE);
        device.addDeviceName().setName(name).setType(DeviceNameType.USERFRIENDLYNAME);
        return device;
    }
}
